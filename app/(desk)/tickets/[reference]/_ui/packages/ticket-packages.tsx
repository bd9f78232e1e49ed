import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/app/_ui/button";
import { Panel } from "@/app/_ui/panel";
import { PackageBadges } from "@/app/(desk)/deposits/_ui/package-badges";
import styles from "../links/ticket-links.module.css";
import type { TicketPage } from "../read-ticket";

/** The packages that a change or a release installs, and where they stand. */
export async function TicketPackages({ page: { ticket, processes } }: { page: TicketPage }) {
  const { packages, depositsThere } = processes;
  if (packages.length === 0 && !depositsThere) return null;
  const t = await getTranslations("deposits");
  return (
    <Panel
      title={t("ofTicket.title")}
      count={packages.length || undefined}
      actions={
        depositsThere && (
          <LinkButton
            href={`/deposits/${ticket.projectKey}/new?ticket=${ticket.reference}`}
            look="quiet"
            size="small"
            icon="upload"
          >
            {t("ofTicket.add")}
          </LinkButton>
        )
      }
    >
      {packages.length === 0 && <p>{t("ofTicket.none")}</p>}
      <ul>
        {packages.map((one) => (
          <li key={one.id} className={styles.link}>
            <span className={styles.words}>
              <a href={`/deposits/packages/${one.id}`}>{one.name}</a> {t("version", { version: one.version })}
              <br />
              <PackageBadges of={one} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
