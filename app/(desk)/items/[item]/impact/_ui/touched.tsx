import { useTranslations } from "next-intl";
import { CopyButton } from "@/app/_ui/copy-button";
import { Panel } from "@/app/_ui/panel";
import type { Impact } from "@/lib/items/impact-queries";
import type { Warned } from "@/lib/items/warned-queries";
import styles from "./impact.module.css";

/** Who and what is touched, by name: sites, beneficiaries, open tickets, and the people to warn. */
export function Touched({ impact, warned }: { impact: Impact; warned: Warned[] }) {
  const t = useTranslations("items.impact");
  const addresses = [...new Set(warned.map(({ mail }) => mail))];
  return (
    <div className={styles.touched}>
      <Panel title={t("sites")} count={impact.sites.length}>
        {impact.sites.length === 0 && <p>{t("noSite")}</p>}
        <ul className={styles.list}>
          {impact.sites.map(({ id, name }) => (
            <li key={id}>
              <a href={`/items/${id}`}>{name}</a>
            </li>
          ))}
        </ul>
      </Panel>
      <Panel
        title={t("beneficiaries")}
        count={new Set(impact.beneficiaries.map(({ beneficiary }) => beneficiary)).size}
      >
        {impact.beneficiaries.length === 0 && <p>{t("noBeneficiary")}</p>}
        <ul className={styles.list}>
          {impact.beneficiaries.map(({ workspaceId, projectId, beneficiary, projectName, workspaceName, count }) => (
            <li key={`${workspaceId} ${projectId}`}>
              <strong>{beneficiary}</strong>
              <br />
              {projectName ?? workspaceName} · {t("items", { count })}
            </li>
          ))}
        </ul>
      </Panel>
      <Panel title={t("tickets")} count={impact.tickets.length}>
        {impact.tickets.length === 0 && <p>{t("noTicket")}</p>}
        <ul className={styles.list}>
          {impact.tickets.map(({ id, reference, title }) => (
            <li key={id}>
              <a href={`/tickets/${reference}`}>{reference}</a> <bdi>{title}</bdi>
            </li>
          ))}
        </ul>
      </Panel>
      <Panel
        title={t("warned")}
        count={addresses.length}
        actions={
          addresses.length > 0 && (
            <CopyButton text={addresses.join(", ")} label={t("copyAddresses")} look="quiet" size="small" />
          )
        }
      >
        {warned.length === 0 && <p>{t("noWarned")}</p>}
        <ul className={styles.list}>
          {warned.map(({ name, mail, phone, role, about }) => (
            <li key={`${mail} ${role} ${about}`}>
              <a href={`mailto:${mail}`}>{name}</a>
              {phone && ` · ${phone}`}
              <br />
              {t(role)} · {about}
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}
