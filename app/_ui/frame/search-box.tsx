import Form from "next/form";
import { useTranslations } from "next-intl";
import { Icon } from "../icons";
import { Kbd } from "../kbd";
import styles from "./search-box.module.css";

/** The search over everything the reader may see; `/` leads to it. */
export function SearchBox({ action }: { action: string }) {
  const t = useTranslations("shell");
  return (
    <search className={styles.search}>
      <Form action={action} prefetch={false} className={styles.form}>
        <Icon name="search" />
        <input
          type="search"
          name="q"
          className={styles.input}
          aria-label={t("search")}
          placeholder={t("search")}
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
