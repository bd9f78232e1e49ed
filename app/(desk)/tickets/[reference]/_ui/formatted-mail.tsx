import { getTranslations } from "next-intl/server";
import { Notice } from "@/app/_ui/notice";
import { showMailHtml } from "@/lib/mail-reading/show-mail-html";
import type { PlacedPicture } from "../../../_ui/message-body";
import styles from "./formatted-mail.module.css";

/** A message as its sender laid it out: cleaned, in a box of its own that it cannot leave, on the light ground that mails are written for. */
export async function FormattedMail({ html, pictures }: { html: string; pictures: PlacedPicture[] }) {
  const t = await getTranslations("tickets.thread");
  const shown = showMailHtml(html, (contentId) => pictures.find((one) => one.contentId === contentId)?.src ?? null);
  if (shown === null) return <Notice tone="warning">{t("notFormatted")}</Notice>;
  // An allow-list wrote it, and nothing in it runs, loads or leaves its box.
  return <div className={styles.formatted} dangerouslySetInnerHTML={{ __html: shown }} />;
}
