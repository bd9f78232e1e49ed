import { z } from "zod";
import { verification } from "@/db/schema";
import { Conflict, Invalid } from "@/lib/access/refusals";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { newIdentifier } from "@/lib/tenancy/identifier";
import { TicketReference } from "@/lib/tickets/ticket";
import { lockRelease } from "./lock-release";
import { verificationTypes } from "./release";

/** Days of the calendar, of this century. */
const Day = z.iso
  .date()
  .refine((text) => text >= "2000-01-01" && text < "2100-01-01", { params: { code: "no-such-date" } });

export const AnnouncedVerification = z.strictObject({ type: z.enum(verificationTypes), startsOn: Day, endsOn: Day });

export const AnnounceVerificationInput = AnnouncedVerification.extend({ ticket: TicketReference });

/**
 * Says between which days a release is verified (VA, VSR); after an adjournment there is another one. Throws NotFound, Forbidden,
 * Invalid or Conflict (one is under way).
 */
export async function announceVerification(actor: Actor, input: z.input<typeof AnnounceVerificationInput>) {
  const { ticket, type, startsOn, endsOn } = AnnounceVerificationInput.parse(input);
  if (endsOn < startsOn) throw new Invalid("verification-ends-before", "endsOn");
  return actor.transaction(async (tx) => {
    const { read, verifications } = await lockRelease(tx, ticket, "change");
    if (verifications.some((one) => one.type === type && one.outcome === null)) throw new Conflict("verification-open");
    const id = newIdentifier();
    const { workspaceId } = read;
    await tx
      .insert(verification)
      .values({ workspaceId, id, ticketId: read.id, type, startsOn, endsOn, createdBy: actor.accountId });
    await recordEvent(tx, {
      type: "verification.announced",
      workspaceId,
      ticketId: read.id,
      payload: { verificationId: id, type, startsOn, endsOn },
    });
    return { id, reference: read.reference, type, startsOn, endsOn };
  });
}
