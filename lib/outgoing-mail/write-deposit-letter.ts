import { eq } from "drizzle-orm";
import { account, depositPackage, project } from "@/db/schema";
import { packageDeposited } from "@/emails/package-deposited";
import { getSettings } from "@/lib/settings/environment";
import type { Transaction } from "@/lib/tenancy/actor";
import type { OutgoingMail } from "./outgoing-mail";
import type { Writing } from "./writing";

/** Says what was deposited, to who may still read it. */
export async function writeDepositLetter(tx: Transaction, mail: OutgoingMail): Promise<Writing> {
  const [found] = await tx
    .select({ deposited: depositPackage, project: project.name })
    .from(depositPackage)
    .innerJoin(project, eq(project.id, depositPackage.projectId))
    .where(eq(depositPackage.id, mail.packageId!));
  const [reader] = await tx.select().from(account).where(eq(account.id, mail.accountId!));
  if (!found || !reader) return { withheld: "not-readable-any-more" };
  const { id, name, version, label, environment, kind, size, depositedAt, depositedBy } = found.deposited;
  const [depositor] = await tx.select({ name: account.name }).from(account).where(eq(account.id, depositedBy));
  const letter = packageDeposited(
    { language: reader.locale === "en" ? "en" : "fr", timeZone: reader.timeZone, role: null },
    {
      ...{ name, version, label, environment, kind, size, at: depositedAt, project: found.project },
      depositor: depositor?.name ?? null,
      url: `${getSettings().url}/deposits/packages/${id}`,
    },
  );
  return { letter, ticket: null };
}
