import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { account, singleUseLink } from "@/db/schema";
import { invitation, passwordChanged, passwordReset } from "@/emails/account-letters";
import type { Letter, Reader } from "@/emails/letter";
import { getSettings } from "@/lib/settings/environment";
import { directoryActor, type Transaction } from "@/lib/tenancy/actor";
import type { OutgoingMail } from "./outgoing-mail";
import { addressOfLink } from "./single-use-link";
import type { Writing } from "./writing";

/** Writes to a person about his own account; a link that was used or has expired meanwhile is not sent. */
export async function writeAccountLetter(mail: OutgoingMail): Promise<Writing> {
  return directoryActor().transaction(async (tx) => {
    const [owner] = await tx
      .select({ name: account.name, locale: account.locale, timeZone: account.timeZone })
      .from(account)
      .where(and(eq(account.id, mail.accountId!), isNull(account.suspendedAt)));
    if (!owner) return { withheld: "nothing-to-say" };
    const reader: Reader = { language: owner.locale === "en" ? "en" : "fr", timeZone: owner.timeZone, role: null };
    const letter = await write(tx, mail, reader, owner.name);
    return letter ? { letter, ticket: null } : { withheld: "link-no-longer-valid" };
  });
}

async function write(tx: Transaction, mail: OutgoingMail, reader: Reader, name: string): Promise<Letter | null> {
  if (mail.kind === "password-changed")
    return passwordChanged(reader, { at: mail.createdAt, url: `${getSettings().url}/forgotten-password` });
  const link = mail.linkId ? await findLink(tx, mail.linkId) : null;
  if (!link) return null;
  const { expiresAt } = link;
  const url = addressOfLink(link.kind, link.id);
  return mail.kind === "invitation"
    ? invitation(reader, { name, url, expiresAt })
    : passwordReset(reader, { url, expiresAt });
}

async function findLink(tx: Transaction, id: string) {
  const [link] = await tx
    .select({ id: singleUseLink.id, kind: singleUseLink.kind, expiresAt: singleUseLink.expiresAt })
    .from(singleUseLink)
    .where(and(eq(singleUseLink.id, id), isNull(singleUseLink.usedAt), gt(singleUseLink.expiresAt, sql`now()`)));
  return link ?? null;
}
