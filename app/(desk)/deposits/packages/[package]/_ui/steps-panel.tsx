import { useTranslations } from "next-intl";
import { Badge } from "@/app/_ui/badge";
import { Panel } from "@/app/_ui/panel";
import { Timestamp } from "@/app/_ui/timestamp";
import styles from "../../../_ui/deposits.module.css";
import { stateTones } from "../../../_ui/package-words";
import type { PackagePage } from "./read-package";

/** The states that a package entered, who said so, when and why. */
export function StepsPanel({ steps }: { steps: PackagePage["steps"] }) {
  const t = useTranslations("deposits");
  return (
    <Panel title={t("steps")}>
      <ol className={styles.list}>
        {steps.map(({ id, state, at, byName, reason }) => (
          <li key={id}>
            <Badge tone={stateTones[state]}>{t(`states.${state}`)}</Badge>
            <p className={styles.quiet}>
              <Timestamp at={at} /> · {byName ?? t("formerMember")}
            </p>
            {reason && <p className={styles.text}>{reason}</p>}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
