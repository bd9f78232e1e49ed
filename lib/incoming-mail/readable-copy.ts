import { buffer } from "node:stream/consumers";
import { getStorage } from "@/lib/files/storage";
import type { ReadableMail, ReadMail } from "@/lib/mail-reading/mail";
import type { KeptMail } from "./incoming-mail";

/** The message itself, or, for one that cannot be read, a message that carries it as a file. */
export async function readableCopy(row: KeptMail, mail: ReadMail): Promise<ReadableMail> {
  if (mail.unreadable === null) return mail;
  const bytes = await buffer(await getStorage().open(row.storageKey));
  return {
    ...mail,
    unreadable: null,
    text: "(message illisible : voir le fichier joint)",
    html: null,
    quoteFrom: null,
    report: null,
    attachments: [
      {
        name: "message.eml",
        type: "message/rfc822",
        size: bytes.length,
        contentId: null,
        inline: false,
        content: { bytes },
      },
    ],
  };
}
