import { sql } from "drizzle-orm";
import { z } from "zod";
import { knownError } from "@/db/schema";
import { authorizeTicket } from "@/lib/access/ability";
import { Invalid } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { sha256 } from "@/lib/journal/event";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { MessageText, TicketReference } from "@/lib/tickets/ticket";
import { lockTicket } from "@/lib/tickets/ticket-queries";
import { findKnownError } from "./known-error-queries";

export const RecordKnownErrorInput = z.strictObject({
  ticket: TicketReference,
  workaround: MessageText,
  /** Whether whoever reads one of its incidents reads the workaround, requesters included; else only who reads the problem. */
  published: z.boolean().default(false),
});

/** Writes down how to live with a problem until it is solved, or writes it anew. Throws NotFound, Forbidden or Invalid (not a problem). */
export async function recordKnownError(actor: Actor, input: z.input<typeof RecordKnownErrorInput>) {
  const { ticket: reference, workaround, published } = RecordKnownErrorInput.parse(input);
  return actor.transaction(async (tx) => {
    const problem = await lockTicket(tx, reference);
    authorizeTicket(await getRights(tx), "change", problem);
    if (problem.kind !== "problem") throw new Invalid("not-a-problem", "ticket");
    const before = await findKnownError(tx, problem);
    if (before?.workaround === workaround && (before.publishedAt !== null) === published) return before;
    const { workspaceId, id: ticketId } = problem;
    const me = actor.accountId!;
    const words = { workaround, recordedAt: sql`now()` as never, recordedBy: me };
    const publication = published ? { publishedAt: sql`now()` as never, publishedBy: me } : unpublished;
    await tx
      .insert(knownError)
      .values({ workspaceId, ticketId, ...words, ...publication })
      .onConflictDoUpdate({ target: [knownError.workspaceId, knownError.ticketId], set: { ...words, ...publication } });
    const withdrawn = before?.publishedAt && !published;
    await recordEvent(tx, {
      type: published ? "knownError.published" : withdrawn ? "knownError.withdrawn" : "knownError.recorded",
      workspaceId,
      ticketId,
      payload: { workaroundSha256: sha256(workaround) },
    });
    return (await findKnownError(tx, problem))!;
  });
}

const unpublished = { publishedAt: null, publishedBy: null };
