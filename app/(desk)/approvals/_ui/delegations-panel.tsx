import { useFormatter, useTranslations } from "next-intl";
import { ActForm } from "@/app/_ui/act-form";
import { Badge } from "@/app/_ui/badge";
import { Panel } from "@/app/_ui/panel";
import { SubmitButton } from "@/app/_ui/submit-button";
import type { Delegation } from "@/lib/approvals/delegation-queries";
import { endHandOver } from "../actions";
import styles from "./approvals.module.css";
import { HandOverForm, type Place } from "./hand-over-form";

/** Who decides in whose place, and the form by which one hands one's own approvals over. */
export function DelegationsPanel({
  delegations,
  places,
  today,
}: {
  delegations: Delegation[];
  places: Place[];
  today: string;
}) {
  const t = useTranslations("approvals.delegations");
  const possible = places.filter(({ deciders }) => deciders.length > 0);
  return (
    <Panel title={t("title")}>
      <div className={styles.form}>
        <p className={styles.quiet}>{t("words")}</p>
        {delegations.length > 0 && (
          <ul className={styles.list}>
            {delegations.map((delegation) => (
              <DelegationLine key={delegation.id} delegation={delegation} />
            ))}
          </ul>
        )}
        {possible.length > 0 ? (
          <HandOverForm places={possible} today={today} />
        ) : (
          <p className={styles.quiet}>{t("nobody")}</p>
        )}
      </div>
    </Panel>
  );
}

function DelegationLine({ delegation }: { delegation: Delegation }) {
  const t = useTranslations("approvals");
  const format = useFormatter();
  const day = (date: string) =>
    format.dateTime(new Date(`${date}T12:00:00Z`), { dateStyle: "medium", timeZone: "UTC" });
  const { fromName, toName, startsOn, endsOn, current, id, workspaceName } = delegation;
  return (
    <li className={styles.item}>
      <p className={styles.head}>
        <span>{t("delegations.from", { from: fromName ?? t("team"), to: toName ?? t("team") })}</span>
        {current && <Badge tone="success">{t("delegations.current")}</Badge>}
      </p>
      <p className={styles.quiet}>
        {workspaceName} · {t("delegations.days", { start: day(startsOn), end: day(endsOn) })}
      </p>
      <ActForm action={endHandOver} fields={{ delegation: id }} said={t("delegations.ended")}>
        <SubmitButton look="quiet" size="small">
          {t("delegations.end")}
        </SubmitButton>
      </ActForm>
    </li>
  );
}
