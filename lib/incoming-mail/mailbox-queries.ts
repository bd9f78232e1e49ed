import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import { account, mailbox, project } from "@/db/schema";
import { authorizePlatform } from "@/lib/access/ability";
import { NotFound } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { askAsWorker, directoryActor, type Transaction } from "@/lib/tenancy/actor";
import type { KnownProject } from "./ask-directory";
import type { MailboxReach } from "./mailbox";

const pauser = alias(account, "pauser");

/** Every column but the password. */
const columns = {
  id: mailbox.id,
  name: mailbox.name,
  host: mailbox.host,
  port: mailbox.port,
  security: mailbox.security,
  userName: mailbox.userName,
  folder: mailbox.folder,
  doneFolder: mailbox.doneFolder,
  projectId: mailbox.projectId,
  project: project.key,
  senderTrust: mailbox.senderTrust,
  authservId: mailbox.authservId,
  createdBy: mailbox.createdBy,
  pausedAt: mailbox.pausedAt,
  pauserName: pauser.name,
  lastSeenAt: mailbox.lastSeenAt,
  lastMailAt: mailbox.lastMailAt,
  lastError: mailbox.lastError,
  lastErrorAt: mailbox.lastErrorAt,
};

export type ListedMailbox = Awaited<ReturnType<typeof listMailboxes>>[number];

/** Every mailbox and how it fares. Throws Forbidden. */
export async function listMailboxes(tx: Transaction) {
  authorizePlatform(await getRights(tx));
  return selectMailboxes(tx).orderBy(asc(mailbox.name));
}

/** One of them, for a verb about to change it: whoever changes it meanwhile waits. Throws Forbidden or NotFound. */
export async function lockMailbox(tx: Transaction, id: string) {
  authorizePlatform(await getRights(tx));
  if (!z.uuid().safeParse(id).success) throw new NotFound("unknown-mailbox");
  const [locked] = await tx.select({ id: mailbox.id }).from(mailbox).where(eq(mailbox.id, id)).for("update");
  if (!locked) throw new NotFound("unknown-mailbox");
  const [found] = await selectMailboxes(tx).where(eq(mailbox.id, id));
  return found!;
}

function selectMailboxes(tx: Transaction) {
  return tx
    .select(columns)
    .from(mailbox)
    .leftJoin(project, eq(project.id, mailbox.projectId))
    .leftJoin(pauser, eq(pauser.id, mailbox.pausedBy))
    .$dynamic();
}

const reach = {
  id: mailbox.id,
  host: mailbox.host,
  port: mailbox.port,
  security: mailbox.security,
  userName: mailbox.userName,
  sealedPassword: mailbox.sealedPassword,
  folder: mailbox.folder,
  doneFolder: mailbox.doneFolder,
  senderTrust: mailbox.senderTrust,
};

/** How one is reached, for an administrator who wants to know whether it can be. Throws Forbidden or NotFound. */
export async function getMailboxReach(tx: Transaction, id: string): Promise<MailboxReach> {
  const { id: known } = await lockMailbox(tx, id);
  const [found] = await tx.select(reach).from(mailbox).where(eq(mailbox.id, known));
  return found!;
}

/** For jobs: every mailbox that is to be emptied. */
export function listMailboxesInUse(): Promise<MailboxReach[]> {
  return directoryActor().transaction((tx) =>
    tx.select(reach).from(mailbox).where(isNull(mailbox.pausedAt)).orderBy(asc(mailbox.id)),
  );
}

/** For jobs: whether a mailbox's own server refuses forged mail, or under which name it writes what it found (RFC 8601). */
export async function findMailboxTrust(mailboxId: string) {
  const [found] = await directoryActor().transaction((tx) =>
    tx
      .select({ senderTrust: mailbox.senderTrust, authservId: mailbox.authservId })
      .from(mailbox)
      .where(eq(mailbox.id, mailboxId)),
  );
  return found ?? null;
}

/** For jobs: where a mailbox's mail goes when no address of it leads anywhere; null when nobody said, or that project is archived. */
export async function findMailboxProject(mailboxId: string): Promise<KnownProject | null> {
  const [found] = await askAsWorker<KnownProject & Record<string, unknown>>(sql`
    select p.id, p.workspace_id as "workspaceId", p.key, lower(p.inbound_address) as "inboundAddress", false as archived
      from mailbox b join project p on p.id = b.project_id
     where b.id = ${mailboxId} and p.archived_at is null`);
  return found ?? null;
}

/** For jobs: a project that is in use, by its key. */
export async function findProjectByKey(tx: Transaction, key: string) {
  const [found] = await tx
    .select({ id: project.id })
    .from(project)
    .where(and(eq(project.key, key.toUpperCase()), isNull(project.archivedAt)));
  return found ?? null;
}
