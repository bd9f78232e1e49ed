"use client";

import { useTranslations } from "next-intl";
import type { FormState } from "@/app/_ui/form-state";
import { Icon } from "@/app/_ui/icons";
import styles from "./account.module.css";

/** Beside the button that saved: says so, also aloud. */
export function Saved({ state, words }: { state: FormState; words?: string }) {
  const t = useTranslations("account");
  return (
    <span role="status" className={styles.saved}>
      {state.done && (
        <>
          <Icon name="check" />
          {words ?? t("saved")}
        </>
      )}
    </span>
  );
}
