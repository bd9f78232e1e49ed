import { getTranslations } from "next-intl/server";
import { Notice } from "@/app/_ui/notice";
import type { TicketPage } from "../read-ticket";
import styles from "./problem.module.css";

/** What is known of an incident, above its thread: how to live with it meanwhile, and the major incident that it is part of. */
export async function Workarounds({ page }: { page: TicketPage }) {
  const t = await getTranslations("problems");
  const { workarounds, problems, majors } = page.processes;
  if (page.ticket.phase === "closed") return null;
  const kept = problems.filter(({ workaround, publishedAt }) => workaround && !publishedAt);
  return (
    <>
      {majors.map(({ reference, title }) => (
        <Notice key={reference} tone="warning">
          <p>
            {t("partOfMajor")} <a href={`/tickets/${reference}`}>{reference}</a> <bdi>{title}</bdi>
          </p>
        </Notice>
      ))}
      {workarounds.map(({ workaround, publishedAt }) => (
        <Notice key={publishedAt.toISOString()} title={t("meanwhile")}>
          <p className={styles.words}>{workaround}</p>
        </Notice>
      ))}
      {kept.map(({ reference, workaround }) => (
        <Notice key={reference} title={t("keptWorkaround", { reference })}>
          <p className={styles.words}>{workaround}</p>
        </Notice>
      ))}
    </>
  );
}
