import { getTranslations } from "next-intl/server";
import { ActForm } from "@/app/_ui/act-form";
import { Panel } from "@/app/_ui/panel";
import { SubmitButton } from "@/app/_ui/submit-button";
import { Timestamp } from "@/app/_ui/timestamp";
import type { CalendarFreeze } from "@/lib/planning/calendar-queries";
import { lift } from "../actions";
import styles from "./calendar.module.css";

/** The freezes of the period, with the way to lift them for who may. */
export async function Freezes({ freezes, liftable }: { freezes: CalendarFreeze[]; liftable: string[] }) {
  const t = await getTranslations("planning");
  if (freezes.length === 0) return null;
  return (
    <Panel title={t("freezes")} count={freezes.length}>
      <ul className={styles.freezes}>
        {freezes.map((freeze) => (
          <li key={freeze.id} className={styles.freeze}>
            <div>
              <strong>{freeze.title}</strong>
              <p className={styles.quiet}>
                <Timestamp at={freeze.start} /> – <Timestamp at={freeze.end} />
                {" · "}
                {freeze.workspaceName}, {freeze.projectName ?? t("freezeEverywhere")}
              </p>
            </div>
            {liftable.includes(freeze.workspaceId) && (
              <ActForm action={lift} fields={{ freeze: freeze.id }} said={t("lifted")}>
                <SubmitButton look="quiet" size="small" aria-label={t("liftNamed", { title: freeze.title })}>
                  {t("lift")}
                </SubmitButton>
              </ActForm>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
