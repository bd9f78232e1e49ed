import { getTranslations } from "next-intl/server";
import { Badge } from "@/app/_ui/badge";
import { FileLink } from "@/app/_ui/thread";
import type { ListedAttachment } from "@/lib/tickets/thread-queries";
import styles from "./attachment.module.css";

const drawable = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);

/** Bytes over which an image is not drawn in the page. */
const largestDrawn = 8 * 1024 * 1024;

/** One attached file, with a small drawing of it when it is a plain image. */
export async function Attachment({ file }: { file: ListedAttachment }) {
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
      {drawable.has(file.type) && file.size <= largestDrawn && (
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
    </span>
  );
}
