import { getTranslations } from "next-intl/server";
import { Badge, type Tone } from "@/app/_ui/badge";
import { Timestamp } from "@/app/_ui/timestamp";
import type { TicketAction } from "@/lib/access/ability";
import type { Environment, StageStep } from "@/lib/releases/release";
import type { Release } from "@/lib/releases/release-queries";
import { isInOrder, nextSteps, standingIn } from "@/lib/releases/stage";
import type { Ticket } from "@/lib/tickets/ticket-queries";
import styles from "./release.module.css";
import { StageAct } from "./stage-act";

type Props = { environment: Environment; release: Release; ticket: Ticket; actions: TicketAction[] };

const tones: Record<StageStep | "none" | "approved", Tone> = {
  none: "neutral",
  go: "info",
  approved: "info",
  noGo: "danger",
  installed: "success",
  rolledBack: "warning",
};

/** One environment of a release: where it stands, what happened line by line, and what may be said next. */
export async function ReleaseStage({ environment, release, ticket, actions }: Props) {
  const t = await getTranslations("planning.release");
  const standing = standingIn(release, environment) ?? (release.approved.includes(environment) ? "approved" : "none");
  const over = ticket.phase === "closed";
  const offered = nextSteps(release, environment).filter(
    (step) =>
      (step === "rolledBack" || !over) && actions.includes(step === "go" || step === "noGo" ? "decide" : "change"),
  );
  const skips = offered.includes("go") && !isInOrder(release, environment);
  return (
    <section className={styles.stage} data-standing={standing}>
      <header className={styles.stageHead}>
        <h3 className={styles.heading}>{t(`environments.${environment}`)}</h3>
        <Badge tone={tones[standing]}>{t(`standings.${standing}`)}</Badge>
      </header>
      <Steps steps={release.steps.filter((one) => one.environment === environment)} />
      {standing === "approved" && <p className={styles.quiet}>{t("approvedWords")}</p>}
      {skips && <p className={styles.quiet}>{t("outOfOrder")}</p>}
      {offered.length > 0 && (
        <div className={styles.acts}>
          {offered.map((step) => (
            <StageAct
              key={step}
              {...{ environment, step }}
              reference={ticket.reference}
              reasonNeeded={step === "noGo" || step === "rolledBack" || (step === "go" && skips)}
            />
          ))}
        </div>
      )}
    </section>
  );
}

async function Steps({ steps }: { steps: Release["steps"] }) {
  const t = await getTranslations("planning.release");
  if (steps.length === 0) return null;
  return (
    <ol className={styles.lines}>
      {steps.map(({ id, step, at, byName, reason }) => (
        <li key={id} className={styles.step}>
          <strong>{t(`steps.${step}`)}</strong> <Timestamp at={at} /> {t("by", { name: byName ?? t("somebody") })}
          {reason && <p className={styles.reason}>{reason}</p>}
        </li>
      ))}
    </ol>
  );
}
