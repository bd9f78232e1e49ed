import { getTranslations } from "next-intl/server";
import { Badge } from "@/app/_ui/badge";
import { FileLink } from "@/app/_ui/thread";
import { natureOfFile } from "@/lib/files/file-nature";
import type { ListedAttachment } from "@/lib/tickets/thread-queries";
import type { PlacedPicture } from "../../../_ui/message-body";
import styles from "./attachment.module.css";
import { InvitationWords } from "./invitation-words";
import type { TicketPage } from "./read-ticket";

const drawable = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);

/** Bytes over which an image is not drawn in the page. */
const largestDrawn = 8 * 1024 * 1024;

/** How a file of a mail is drawn among its words; null when it is not a plain image of that mail. */
export function pictureOf(file: ListedAttachment, alt: string): PlacedPicture | null {
  if (file.contentId === null || !isDrawable(file)) return null;
  return { name: file.name, contentId: file.contentId, src: `/api/v1/attachments/${file.id}/content?inline=1`, alt };
}

function isDrawable({ type, size, verdict }: ListedAttachment): boolean {
  return drawable.has(type) && size <= largestDrawn && verdict !== "infected";
}

/** One attached file, with a small drawing of it when it is a plain image, and what it is for when a mail brought it for that. */
export async function Attachment({ file, page }: { file: ListedAttachment; page: TicketPage }) {
  const t = await getTranslations("tickets.files");
  const href = `/api/v1/attachments/${file.id}/content`;
  if (file.verdict === "infected")
    return (
      <span className={styles.refused}>
        <bdi>{file.name}</bdi> <Badge tone="danger">{t("infected")}</Badge>
      </span>
    );
  return (
    <span className={styles.attachment}>
      {isDrawable(file) && (
        <a href={href} download className={styles.drawing}>
          <img src={`${href}?inline=1`} alt={t("drawing", { name: file.name })} loading="lazy" />
        </a>
      )}
      <FileLink
        href={href}
        name={file.name}
        bytes={file.size}
        fact={file.scannedAt === null && <Badge tone="warning">{t("notScanned")}</Badge>}
      />
      <Nature file={file} page={page} />
    </span>
  );
}

async function Nature({ file, page: { invitations, ticket } }: { file: ListedAttachment; page: TicketPage }) {
  const t = await getTranslations("tickets.files");
  const nature = natureOfFile(file);
  if (nature === null) return null;
  const invitation = invitations.get(file.id);
  if (nature === "invitation" && invitation) return <InvitationWords invitation={invitation} />;
  if (nature === "mail")
    return (
      <a className={styles.nature} href={`/tickets/${ticket.reference}/files/${file.id}`}>
        {t("openMail")}
      </a>
    );
  return <span className={styles.nature}>{t(`natures.${nature}`)}</span>;
}
