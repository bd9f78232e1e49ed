import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { look } from "@/app/_doors/look";
import { requireViewer } from "@/app/_doors/session";
import { ClientMessages } from "@/app/_ui/client-messages";
import { Empty } from "@/app/_ui/empty";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { mayTicket } from "@/lib/access/ability";
import { NotFound } from "@/lib/access/refusals";
import { listMessages } from "@/lib/tickets/thread-queries";
import { getTicket } from "@/lib/tickets/ticket-queries";
import { SplitForm } from "./_ui/split-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("desk.split"))("title") };
}

/** Makes a new ticket of some messages of this one. */
export default async function SplitPage({ params }: PageProps<"/tickets/[reference]/split">) {
  const [viewer, { reference }] = await Promise.all([requireViewer(), params]);
  const { ticket, messages } = await look(viewer, async (tx) => {
    const read = await getTicket(tx, reference);
    return { ticket: read, messages: await listMessages(tx, read, { limit: 500 }) };
  }).catch((error) => {
    if (error instanceof NotFound) notFound();
    throw error;
  });
  if (!mayTicket(viewer.rights, "merge", ticket)) notFound();
  const t = await getTranslations("desk.split");
  return (
    <ClientMessages areas={["ui", "desk"]}>
      <PageHeader
        title={t("title")}
        trail={[{ href: `/tickets/${ticket.reference}`, label: ticket.reference }]}
        intro={t("intro", { reference: ticket.reference })}
      />
      <Panel>
        {messages.filter(({ internal }) => !internal).length > 1 ? (
          <SplitForm
            ticket={ticket.reference}
            messages={messages.map(({ id, body, internal, authorName }) => ({
              id,
              internal,
              author: authorName ?? t("formerMember"),
              words: body.slice(0, 160),
            }))}
          />
        ) : (
          <Empty title={t("oneMessage")} />
        )}
      </Panel>
    </ClientMessages>
  );
}
