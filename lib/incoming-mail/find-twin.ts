import { eq } from "drizzle-orm";
import { incomingMail } from "@/db/schema";
import type { ReadableMail, ReadMail } from "@/lib/mail-reading/mail";
import { openStoredMail } from "@/lib/mail-reading/open-stored-mail";
import { workspaceActor } from "@/lib/tenancy/actor";
import type { DirectoryAnswer } from "./ask-directory";
import type { KeptMail } from "./incoming-mail";
import type { MailFacts } from "./verdict";

export interface Twin {
  fact: NonNullable<MailFacts["duplicateOf"]>;
  workspaceId: string;
  ticketId: string | null;
}

/** A message that came before with the same Message-ID: the same one again, or one that borrows its identifier. */
export async function findTwin(found: DirectoryAnswer["twins"], row: KeptMail, mail: ReadMail): Promise<Twin | null> {
  for (const candidate of found) {
    if (candidate.id === row.id || !candidate.handled) continue;
    const twin = await compare(candidate, row, mail);
    if (twin) return twin;
  }
  return null;
}

async function compare(
  { workspaceId, id }: DirectoryAnswer["twins"][number],
  row: KeptMail,
  mail: ReadMail,
): Promise<Twin | null> {
  const [earlier] = await workspaceActor(workspaceId).transaction((tx) =>
    tx.select().from(incomingMail).where(eq(incomingMail.id, id)),
  );
  // What a peer that is not believed sent before must not make the true message a duplicate.
  if (!earlier || (row.peerTrusted && !earlier.peerTrusted)) return null;
  const same = earlier.fromMail === (mail.from?.address ?? "") && (await holdsTheSame(earlier, row, mail));
  const kind = same ? "same-id-same-sender" : "same-id-other-content";
  return { fact: { kind }, workspaceId, ticketId: earlier.ticketId };
}

/** Servers on the way add headers and lists add footers to them: what counts is what its writer wrote. */
async function holdsTheSame(earlier: KeptMail, row: KeptMail, mail: ReadMail): Promise<boolean> {
  if (earlier.sha256 === row.sha256) return true;
  if (mail.unreadable !== null) return false;
  const written = writtenPart(mail);
  return openStoredMail(earlier, async (other) => other.unreadable === null && writtenPart(other) === written);
}

function writtenPart({ subject, text, attachments }: ReadableMail): string {
  return JSON.stringify([subject, text.trim(), attachments.map(({ name, size }) => [name, size])]);
}
