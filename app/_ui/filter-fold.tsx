"use client";

import { type ReactNode, useId, useState } from "react";
import { Button } from "./button";
import styles from "./filter-bar.module.css";

/** On a phone the filters wait behind a button; on a wide screen they always show. */
export function FilterFold({ label, children }: { label: string; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <>
      <Button
        icon="filter"
        className={styles.toggle}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        {label}
      </Button>
      <div id={id} className={styles.fold} data-open={open || undefined}>
        {children}
      </div>
    </>
  );
}
