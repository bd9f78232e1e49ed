import styles from "./brand.module.css";

/** The name of the product and its mark: the arch of a counter. */
export function Brand({ href = "/" }: { href?: string }) {
  return (
    <a className={styles.brand} href={href}>
      <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
        <rect width="24" height="24" rx="6" className={styles.ground} />
        <path d="M7 17V11.5a5 5 0 0 1 10 0V17M5.5 17h13" className={styles.arch} />
        <path d="M12 17v-3.2" className={styles.arch} />
      </svg>
      <span className={styles.name}>Guichet</span>
    </a>
  );
}
