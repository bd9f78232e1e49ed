import type { ReactNode } from "react";
import { Brand } from "./frame/brand";
import styles from "./message-page.module.css";

type Props = { title: string; words: ReactNode; reference?: string; actions: ReactNode };

/** A page that only says why there is no page. */
export function MessagePage({ title, words, reference, actions }: Props) {
  return (
    <div className={styles.page}>
      <h1>{title}</h1>
      <p className={styles.words}>{words}</p>
      {reference && <p className={styles.reference}>{reference}</p>}
      <div className={styles.actions}>{actions}</div>
    </div>
  );
}

/** Around a message that stands outside of any frame. */
export function BrandedPage({ children }: { children: ReactNode }) {
  return (
    <>
      <header className={styles.brand}>
        <Brand />
      </header>
      <main>{children}</main>
    </>
  );
}
