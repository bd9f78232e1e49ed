import { createReadStream } from "node:fs";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { message, ticket } from "@/db/schema";
import { Refusal } from "@/lib/access/refusals";
import { getStorage } from "@/lib/files/storage";
import { storeFile } from "@/lib/files/store-file";
import type { StoredFile } from "@/lib/files/stored-file";
import type { MailAttachment, ReadableMail } from "@/lib/mail-reading/mail";
import { type Actor, personActor, workspaceActor } from "@/lib/tenancy/actor";
import type { Provenance } from "@/lib/tickets/add-message";
import { addNote } from "@/lib/tickets/add-note";
import { keepAutomaticMessage } from "@/lib/tickets/keep-automatic-message";
import { openFollowUp } from "@/lib/tickets/open-follow-up";
import { layTicket } from "@/lib/tickets/open-ticket";
import { replyToTicket } from "@/lib/tickets/reply-to-ticket";
import type { KeptMail } from "./incoming-mail";
import { titleOf } from "./mail-title";
import { isMereThanks } from "./mere-thanks";
import type { QuarantineReason } from "./reasons";
import { withoutReferences } from "./subject-reference";

/** Where a message goes: a new ticket of a project, or a message (a note) on a ticket, which a machine may have written. */
export type Destination = { workspaceId: string; accountId: string } & (
  | { project: string }
  | { ticketReference: string; internal: boolean; automatic?: boolean }
);

export type Carried = { ticketId: string; opened: boolean } | { refused: QuarantineReason };

/**
 * Has the message's author do what it asks, with the verb of every other door. A message that was carried out before a crash is
 * found again by its mark, and not carried out twice.
 */
export async function carryOutMail(row: KeptMail, mail: ReadableMail, destination: Destination): Promise<Carried> {
  const files = await storeAttachments(mail.attachments);
  try {
    return await callVerb(row, mail, destination, files);
  } catch (error) {
    for (const { storageKey } of files) await getStorage().remove(storageKey);
    const done = isDoneAlready(error) ? await findCarried(row, destination) : null;
    if (done) return done;
    if (error instanceof Refusal) return { refused: refusalReason(error) };
    if (error instanceof z.ZodError) return { refused: "refused" };
    throw error;
  }
}

async function callVerb(
  row: KeptMail,
  mail: ReadableMail,
  destination: Destination,
  files: StoredFile[],
): Promise<Extract<Carried, { ticketId: string }>> {
  const actor = personActor(destination.accountId, "mail");
  const { text, quoteFrom } = trimmed(mail);
  const provenance: Provenance = { incomingMailId: row.id, html: mail.html, quoteFrom, files };
  if ("project" in destination) {
    const { project } = destination;
    const asked = { project, title: titleOf(mail.subject), message: text };
    const opened = await actor.transaction((tx) => layTicket(tx, asked, provenance));
    return { ticketId: opened.id, opened: true };
  }
  const input = { ticket: destination.ticketReference, text };
  if (destination.automatic) {
    const { ticket } = await keepAutomaticMessage(actor, { ...input, internal: destination.internal }, provenance);
    return { ticketId: ticket.id, opened: false };
  }
  if (destination.internal) return { ticketId: (await addNote(actor, input, provenance)).ticket.id, opened: false };
  const isThanks = files.length === 0 && isMereThanks(text.slice(0, quoteFrom ?? undefined));
  return reply(actor, mail, input, isThanks ? { ...provenance, nature: "thanks" } : provenance);
}

/** An answer that comes too late to reopen its ticket opens one that follows it. */
async function reply(
  actor: Actor,
  mail: ReadableMail,
  input: { ticket: string; text: string },
  provenance: Provenance,
) {
  try {
    return { ticketId: (await replyToTicket(actor, input, provenance)).ticket.id, opened: false };
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== "too-late-to-reopen") throw error;
    const title = titleOf(withoutReferences(mail.subject));
    const followUp = await openFollowUp(actor, { follows: input.ticket, title, message: input.text }, provenance);
    return { ticketId: followUp.id, opened: true };
  }
}

/** Verbs trim what they are given: the place where the history begins must move with it. */
function trimmed(mail: ReadableMail): { text: string; quoteFrom: number | null } {
  const text = mail.text.trim();
  if (text === "") return { text: "(message sans texte)", quoteFrom: null };
  const before = mail.text.length - mail.text.trimStart().length;
  const from = mail.quoteFrom === null ? null : Math.max(0, mail.quoteFrom - before);
  return { text, quoteFrom: from !== null && from < text.length ? from : null };
}

async function storeAttachments(attachments: MailAttachment[]): Promise<StoredFile[]> {
  const files: StoredFile[] = [];
  for (const { name, content, contentId } of attachments) {
    const source = "bytes" in content ? content.bytes : createReadStream(content.file);
    files.push({ ...(await storeFile(name, source)), contentId });
  }
  return files;
}

/** The unique index of `message` on the mail that it came from. */
function isDoneAlready(error: unknown): boolean {
  const cause = (error as { cause?: unknown }).cause ?? error;
  const { code, constraint_name: constraint } = cause as { code?: string; constraint_name?: string };
  return code === "23505" && (constraint ?? "").includes("incoming_mail_id");
}

async function findCarried(row: KeptMail, destination: Destination) {
  const { workspaceId } = destination;
  const [found] = await workspaceActor(workspaceId).transaction((tx) =>
    tx
      .select({ ticketId: message.ticketId, reference: ticket.reference })
      .from(message)
      .innerJoin(ticket, and(eq(ticket.workspaceId, message.workspaceId), eq(ticket.id, message.ticketId)))
      .where(and(eq(message.workspaceId, workspaceId), eq(message.incomingMailId, row.id))),
  );
  if (!found) return null;
  const opened = "project" in destination || destination.ticketReference !== found.reference;
  return { ticketId: found.ticketId, opened };
}

/** The rights were asked before; they may have changed meanwhile, or the ticket may be closed for too long. */
function refusalReason(refusal: Refusal): QuarantineReason {
  if (refusal.code === "too-late-to-reopen") return "too-late-to-reopen";
  return refusal.status === 403 || refusal.status === 404 ? "not-entitled-to-thread" : "refused";
}
