import { getTranslations } from "next-intl/server";
import { Badge } from "@/app/_ui/badge";
import { FileLink } from "@/app/_ui/thread";
import { Timestamp } from "@/app/_ui/timestamp";
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

function isDrawable({ type, size, safety }: ListedAttachment): boolean {
  return drawable.has(type) && size <= largestDrawn && safety.served;
}

/** One attached file, with a small drawing of it when it is a plain image, and what it is for when a mail brought it for that. */
export async function Attachment({ file, page }: { file: ListedAttachment; page: TicketPage }) {
  const t = await getTranslations("tickets.files");
  const href = `/api/v1/attachments/${file.id}/content`;
  if (!file.safety.served) return <Withheld file={file} />;
  return (
    <span className={styles.attachment}>
      {isDrawable(file) && (
        <a href={href} download className={styles.drawing}>
          <img src={`${href}?inline=1`} alt={t("drawing", { name: file.name })} loading="lazy" />
        </a>
      )}
      <FileLink href={href} name={file.name} bytes={file.size} />
      <ScanMark file={file} />
      {file.safety.state === "clean" && (
        <span className={styles.nature} title={file.scanEngine ?? undefined}>
          {t.rich("clean", { at: () => <Timestamp at={file.scannedAt!} /> })}
        </span>
      )}
      <Nature file={file} page={page} />
    </span>
  );
}

/** A file that is kept and not given: it waits for the scanner, or was condemned. */
function Withheld({ file }: { file: ListedAttachment }) {
  return (
    <span className={styles.refused}>
      <bdi>{file.name}</bdi> <ScanMark file={file} />
      {file.threat && <span>{file.threat}</span>}
    </span>
  );
}

/** What the scanner said of a file, or that it said nothing; nothing about a clean one. */
export async function ScanMark({ file: { safety } }: { file: ListedAttachment }) {
  const t = await getTranslations("tickets.files");
  if (safety.state === "clean") return null;
  return <Badge tone={safety.state === "infected" ? "danger" : "warning"}>{t(`safety.${safety.state}`)}</Badge>;
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
