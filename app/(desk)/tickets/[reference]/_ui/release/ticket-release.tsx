import { getLocale, getTranslations } from "next-intl/server";
import { StatusBadge } from "@/app/_ui/badge";
import { Panel } from "@/app/_ui/panel";
import { statusIn } from "../../../_ui/ticket-words";
import type { TicketPage } from "../read-ticket";
import { HoldChange } from "./hold-change";
import styles from "./release.module.css";
import { ReleaseStage } from "./release-stage";
import { ReleaseVerifications } from "./release-verifications";

/** A release: what it delivers, how far it is in each environment, and its verifications. */
export async function TicketRelease({ page }: { page: TicketPage }) {
  const { ticket } = page;
  const { release } = page.processes;
  if (!release) return null;
  const t = await getTranslations("planning.release");
  return (
    <div className={styles.release}>
      <Panel title={t("title")} id="release">
        <Delivered page={page} />
        <div className={styles.stages}>
          <ReleaseStage environment="preProduction" {...{ release, ticket }} actions={page.actions} />
          <ReleaseStage environment="production" {...{ release, ticket }} actions={page.actions} />
        </div>
        <ReleaseVerifications page={page} release={release} />
      </Panel>
    </div>
  );
}

async function Delivered({ page: { links, ticket, actions } }: { page: TicketPage }) {
  const locale = await getLocale();
  const t = await getTranslations("planning.release");
  const delivered = links.filter(({ way }) => way === "releases");
  return (
    <section className={styles.part}>
      <h3 className={styles.heading}>{t("holds")}</h3>
      {delivered.length === 0 && <p className={styles.quiet}>{t("holdsNothing")}</p>}
      <ul className={styles.lines}>
        {delivered.map((one) => (
          <li key={one.id} className={styles.delivered}>
            <span className={styles.words}>
              <a href={`/tickets/${one.reference}`}>{one.reference}</a> {one.title}
            </span>
            <StatusBadge phase={one.phase} label={statusIn(locale, one)} />
          </li>
        ))}
      </ul>
      {actions.includes("change") && ticket.phase !== "closed" && <HoldChange reference={ticket.reference} />}
    </section>
  );
}
