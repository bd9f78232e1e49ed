import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { viewAs } from "@/app/_doors/view";
import { LinkButton } from "@/app/_ui/button";
import { PageHeader } from "@/app/_ui/page-header";
import { OpenedMailView } from "@/app/(desk)/_ui/opened-mail-view";
import { NotFound } from "@/lib/access/refusals";
import { readAttachedMail } from "@/lib/incoming-mail/read-attached-mail";
import { getTicket } from "@/lib/tickets/ticket-queries";

type Props = PageProps<"/tickets/[reference]/files/[attachment]">;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("mail"))("opened.title") };
}

/** A message that came as a file of a ticket, read in its place. */
export default async function AttachedMailPage({ params }: Props) {
  const { reference, attachment } = await params;
  const {
    file,
    ticket,
    viewer: _,
    ...mail
  } = await viewAs(async (actor) => {
    const ticket = await actor.transaction((tx) => getTicket(tx, reference));
    const read = await readAttachedMail(actor, attachment);
    if (read.file.ticketId !== ticket.id) throw new NotFound();
    return { ...read, ticket };
  });
  const t = await getTranslations("mail");
  const here = `/tickets/${ticket.reference}`;
  return (
    <>
      <PageHeader
        title={mail.subject || t("noSubject")}
        trail={[{ href: here, label: ticket.reference }]}
        meta={<bdi>{file.name}</bdi>}
        actions={
          <LinkButton href={`/api/v1/attachments/${file.id}/content`} icon="download" download>
            {t("source")}
          </LinkButton>
        }
      />
      <OpenedMailView mail={mail} partHref={(place) => `${here}/files/${file.id}/parts/${place}`} />
    </>
  );
}
