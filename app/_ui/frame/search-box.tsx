import Form from "next/form";
import { Icon } from "../icons";
import { Kbd } from "../kbd";
import styles from "./search-box.module.css";

/** The search over everything the reader may see; `/` leads to it. */
export function SearchBox({ action, label }: { action: string; label: string }) {
  return (
    <search className={styles.search}>
      <Form action={action} prefetch={false} className={styles.form}>
        <Icon name="search" />
        <input
          type="search"
          name="q"
          className={styles.input}
          aria-label={label}
          placeholder={label}
          maxLength={200}
          autoComplete="off"
          enterKeyHint="search"
          data-shortcut="/"
        />
        <span className={styles.hint} aria-hidden="true">
          <Kbd>/</Kbd>
        </span>
      </Form>
    </search>
  );
}
