import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { sentenceOf } from "@/app/_doors/form-state";
import { look } from "@/app/_doors/look";
import { requireViewer } from "@/app/_doors/session";
import { ClientMessages } from "@/app/_ui/client-messages";
import { Notice } from "@/app/_ui/notice";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { NotFound } from "@/lib/access/refusals";
import { type Progress, readProgress } from "@/lib/operations/operation-queries";
import styles from "./_ui/progress.module.css";
import { UndoEdit } from "./_ui/undo-edit";
import { WatchProgress } from "./_ui/watch-progress";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("desk.bulk"))("title") };
}

/** How far a bulk edit is, what became of each ticket, and the way back for a day. It goes on whether or not anybody looks. */
export default async function OperationPage({ params }: PageProps<"/tickets/operations/[operation]">) {
  const [viewer, { operation }] = await Promise.all([requireViewer(), params]);
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(operation)) notFound();
  const progress = await look(viewer, (tx) => readProgress(tx, operation)).catch((error) => {
    if (error instanceof NotFound) notFound();
    throw error;
  });
  const t = await getTranslations("desk.bulk");
  return (
    <ClientMessages areas={["ui", "desk", "ticketForms"]}>
      <PageHeader
        title={t(progress.undoing ? "undoTitle" : "title")}
        trail={[{ href: "/tickets", label: t("tickets") }]}
        actions={progress.mayUndo && progress.changed > 0 && <UndoEdit batch={operation} count={progress.changed} />}
      />
      <Panel>
        {progress.finished ? <Finished progress={progress} /> : <Running progress={progress} />}
        <Refused progress={progress} />
      </Panel>
    </ClientMessages>
  );
}

async function Running({ progress: { done, total, undoing } }: { progress: Progress }) {
  const t = await getTranslations("desk.bulk");
  return (
    <>
      <label className={styles.running}>
        {t(undoing ? "undoing" : "running", { done, total })}
        <progress value={done} max={total} />
      </label>
      <p>{t("mayLeave")}</p>
      <WatchProgress />
    </>
  );
}

async function Finished({ progress }: { progress: Progress }) {
  const t = await getTranslations("desk.bulk");
  const { undoing, changed, restored, unchanged, mayUndo } = progress;
  return (
    <Notice tone="success" title={undoing ? t("restored", { count: restored }) : t("done", { count: changed })}>
      {!undoing && unchanged > 0 && <p>{t("unchanged", { count: unchanged })}</p>}
      {mayUndo && changed > 0 && <p>{t("undoable")}</p>}
      {undoing && <p>{t("messagesStay")}</p>}
    </Notice>
  );
}

async function Refused({ progress: { refused, refusedCount, missing } }: { progress: Progress }) {
  const t = await getTranslations("desk.bulk");
  if (refusedCount === 0 && missing.length === 0) return null;
  const said = await Promise.all(
    refused.map(async ({ reference, title, why }) => ({
      reference,
      title,
      why: await sentenceOf({ status: 409, ...why, fields: [] }),
    })),
  );
  return (
    <>
      <h2 className={styles.title}>{t("leftAlone", { count: refusedCount + missing.length })}</h2>
      <ul className={styles.refused}>
        {said.map(({ reference, title, why }) => (
          <li key={reference}>
            <a href={`/tickets/${reference}`}>{reference}</a> <bdi>{title}</bdi>
            <span className={styles.why}>{why}</span>
          </li>
        ))}
        {missing.slice(0, 200).map((reference) => (
          <li key={reference}>
            {reference}
            <span className={styles.why}>{t("missing")}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
