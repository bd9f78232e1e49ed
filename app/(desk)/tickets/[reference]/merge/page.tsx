import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { sentenceOf } from "@/app/_doors/form-state";
import { look } from "@/app/_doors/look";
import { problemOf } from "@/app/_doors/problem";
import { requireViewer } from "@/app/_doors/session";
import { Button } from "@/app/_ui/button";
import { ClientMessages } from "@/app/_ui/client-messages";
import { TextField } from "@/app/_ui/field";
import { Notice } from "@/app/_ui/notice";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { mayTicket } from "@/lib/access/ability";
import { NotFound } from "@/lib/access/refusals";
import { previewMerge } from "@/lib/operations/preview-merge";
import { getTicket } from "@/lib/tickets/ticket-queries";
import { MergeForm } from "./_ui/merge-form";
import styles from "./merge.module.css";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("desk.merge"))("title") };
}

/** Merges a ticket into another one: first which, then what it would do, then it is done. */
export default async function MergePage({ params, searchParams }: PageProps<"/tickets/[reference]/merge">) {
  const [viewer, { reference }, { into }] = await Promise.all([requireViewer(), params, searchParams]);
  const ticket = await look(viewer, (tx) => getTicket(tx, reference)).catch((error) => {
    if (error instanceof NotFound) notFound();
    throw error;
  });
  if (!mayTicket(viewer.rights, "merge", ticket)) notFound();
  const t = await getTranslations("desk.merge");
  const wanted = typeof into === "string" ? into.trim() : "";
  return (
    <ClientMessages areas={["ui", "desk"]}>
      <PageHeader
        title={t("title")}
        trail={[{ href: `/tickets/${ticket.reference}`, label: ticket.reference }]}
        intro={t("intro", { reference: ticket.reference })}
      />
      <Panel>
        <form className={styles.choose}>
          <TextField
            name="into"
            label={t("into")}
            hint={t("intoHint")}
            defaultValue={wanted}
            maxLength={40}
            autoComplete="off"
          />
          <Button type="submit">{t("preview")}</Button>
        </form>
        {wanted && <Preview reference={ticket.reference} into={wanted} />}
      </Panel>
    </ClientMessages>
  );
}

async function Preview({ reference, into }: { reference: string; into: string }) {
  const t = await getTranslations("desk.merge");
  const { actor } = await requireViewer();
  const outcome = await previewMerge(actor, { ticket: reference, into }).then(
    (value) => ({ ok: true as const, value }),
    (error) => ({ ok: false as const, error }),
  );
  if (!outcome.ok) return <Notice tone="danger">{await sentenceOf(problemOf(outcome.error))}</Notice>;
  const { into: target, messages, notes, newlyRead, otherProject } = outcome.value;
  return (
    <>
      <Notice title={t("would", { from: reference, into: target.reference })}>
        <p>
          <bdi>{target.title}</bdi>
        </p>
        <ul>
          <li>{t("moves", { messages, notes })}</li>
          <li>{newlyRead.length > 0 ? t("newlyRead", { names: newlyRead.join(", ") }) : t("samePeople")}</li>
          {otherProject && <li>{t("otherProject", { project: otherProject })}</li>}
          <li>{t("closes", { reference })}</li>
          <li>{t("undoable")}</li>
        </ul>
      </Notice>
      <MergeForm ticket={reference} into={target.reference} />
    </>
  );
}
