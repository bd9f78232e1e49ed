import { eq } from "drizzle-orm";
import { account, exportJob, exportSchedule } from "@/db/schema";
import { exportSettled } from "@/emails/export-settled";
import { type Held, lostSince } from "@/lib/access/lost-since";
import { getRights } from "@/lib/access/rights";
import { getStorage } from "@/lib/files/storage";
import { getSettings } from "@/lib/settings/environment";
import type { Transaction } from "@/lib/tenancy/actor";
import type { OutgoingMail } from "./outgoing-mail";
import type { Attached, Writing } from "./writing";

/** A larger file is fetched by the link: mail servers refuse it, or people cannot open it. */
const mostAttached = 5 * 1024 * 1024;

/** Says what became of an export; nothing once its file is gone. */
export async function writeExportLetter(tx: Transaction, mail: OutgoingMail): Promise<Writing> {
  const [found] = await tx.select().from(exportJob).where(eq(exportJob.id, mail.exportId!));
  const [owner] = await tx.select().from(account).where(eq(account.id, mail.accountId!));
  if (!found || !owner) return { withheld: "nothing-to-say" };
  if (found.state === "done" && !found.storageKey) return { withheld: "nothing-to-say" };
  if (found.state !== "done" && found.state !== "failed") return { withheld: "nothing-to-say" };
  if (found.held && lostSince(found.held as Held, await getRights(tx))) return { withheld: "not-readable-any-more" };
  const schedule = found.scheduleId ? await findSchedule(tx, found.scheduleId) : null;
  const attached = schedule?.attached && found.state === "done" ? await attach(found) : null;
  const reader = { language: owner.locale === "en" ? "en" : "fr", timeZone: owner.timeZone, role: null } as const;
  const letter = exportSettled(reader, {
    name: found.name ?? found.subject,
    schedule: schedule?.name ?? null,
    failed: found.state === "failed",
    rows: found.done,
    attached: attached !== null,
    until: found.expiresAt,
    url: `${getSettings().url}/exports`,
  });
  return { letter, ticket: null, ...(attached && { attached }) };
}

async function findSchedule(tx: Transaction, id: string) {
  const [schedule] = await tx.select().from(exportSchedule).where(eq(exportSchedule.id, id));
  return schedule ?? null;
}

async function attach(found: typeof exportJob.$inferSelect): Promise<Attached | null> {
  if (!found.size || found.size > mostAttached) return null;
  return { filename: found.name!, content: await getStorage().read(found.storageKey!) };
}
