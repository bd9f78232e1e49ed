import type { ReactNode } from "react";
import styles from "./public-card.module.css";

/** One thing to do before one is signed in: its title, a sentence, a form, and a link under it. */
export function PublicCard({ title, intro, foot, children }: PublicCardProps) {
  return (
    <>
      <div className={styles.card}>
        <h1 className={styles.title}>{title}</h1>
        {intro && <p className={styles.intro}>{intro}</p>}
        {children}
      </div>
      {foot && <p className={styles.foot}>{foot}</p>}
    </>
  );
}

type PublicCardProps = { title: string; intro?: ReactNode; foot?: ReactNode; children?: ReactNode };
