import { getLocale, getTranslations } from "next-intl/server";
import { Badge, type Tone } from "@/app/_ui/badge";
import { environmentOf, type Outcome } from "@/lib/releases/release";
import type { Release } from "@/lib/releases/release-queries";
import { longDayOfYear, sayDay } from "../../../../calendar/_ui/day-words";
import type { TicketPage } from "../read-ticket";
import { AnnounceVerification } from "./announce-verification";
import { DecideVerification } from "./decide-verification";
import styles from "./release.module.css";

const tones: Record<Outcome, Tone> = {
  reception: "success",
  refaction: "warning",
  ajournement: "warning",
  rejet: "danger",
};

/** The verifications of a release, VA and VSR, with their dates and what they came to. */
export async function ReleaseVerifications({ page, release }: { page: TicketPage; release: Release }) {
  const t = await getTranslations("planning.release");
  const { ticket, actions } = page;
  const installed = (type: "va" | "vsr") =>
    release.steps.some(({ environment, step }) => environment === environmentOf(type) && step === "installed");
  return (
    <section className={styles.part}>
      <h3 className={styles.heading}>{t("verifications")}</h3>
      {release.verifications.length === 0 && <p className={styles.quiet}>{t("noVerification")}</p>}
      <ul className={styles.lines}>
        {release.verifications.map((one) => (
          <li key={one.id} className={styles.delivered}>
            <Words verification={one} />
            {one.outcome === null && actions.includes("decide") && installed(one.type) && (
              <DecideVerification reference={ticket.reference} verification={one.id} type={one.type} />
            )}
          </li>
        ))}
      </ul>
      {actions.includes("change") && <AnnounceVerification reference={ticket.reference} />}
    </section>
  );
}

async function Words({ verification: one }: { verification: Release["verifications"][number] }) {
  const locale = await getLocale();
  const t = await getTranslations("planning.release");
  const day = (text: string) => sayDay(text, locale, longDayOfYear);
  return (
    <div className={styles.words}>
      <strong>{t(`types.${one.type}`)}</strong>{" "}
      {one.outcome ? (
        <Badge tone={tones[one.outcome]}>{t(`outcomes.${one.outcome}`)}</Badge>
      ) : (
        <Badge tone="info">{t("underWay")}</Badge>
      )}
      <p className={styles.quiet}>
        {t("dates", { first: day(one.startsOn), last: day(one.endsOn) })}
        {one.outcome && ` · ${t("by", { name: one.decidedByName ?? t("somebody") })}`}
      </p>
      {one.reason && <p className={styles.reason}>{one.reason}</p>}
    </div>
  );
}
