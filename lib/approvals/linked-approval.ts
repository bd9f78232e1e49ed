import { Conflict, Forbidden, NotFound, Refusal } from "@/lib/access/refusals";
import { type ReadApprovalLink, unsealApproval } from "@/lib/outgoing-mail/approval-link";
import { personActor, type Transaction } from "@/lib/tenancy/actor";
import { listNames } from "@/lib/tickets/choice-queries";
import { listMessages } from "@/lib/tickets/thread-queries";
import { getTicketById, type Ticket } from "@/lib/tickets/ticket-queries";
import { judgeDecision } from "./approval";
import { type Approval, getApproval, mayDecide } from "./approval-queries";
import { findPlan, listSteps, type Plan, type Step } from "./plan-queries";

/** What a link of a mail leads to: what is asked, or why it opens nothing any more. */
export type LinkedApproval =
  | {
      open: true;
      approval: Approval;
      ticket: Ticket;
      request: string;
      steps: Step[];
      plan: Plan | null;
      inPlaceOf: string | null;
    }
  | { open: false; refusal: string; reference: string | null };

/**
 * Looks at what a link is about, as the person to whom it was sent. Looking spends and decides nothing: mail filters follow links
 * before people do. `signedInAs` is whoever is signed in in that browser, if anybody.
 */
export async function findLinkedApproval(token: string, signedInAs: string | null): Promise<LinkedApproval> {
  try {
    const link = readLink(token, signedInAs);
    return await personActor(link.decider, "mail").transaction(async (tx) => {
      const approval = await getLinked(tx, link).catch((error) => closed(error, null));
      if ("open" in approval) return approval;
      try {
        await ensureUsable(tx, approval, link);
        return { open: true as const, approval, ...(await readWhatIsAsked(tx, approval, link)) };
      } catch (error) {
        return closed(error, approval.reference);
      }
    });
  } catch (error) {
    return closed(error, null);
  }
}

/** The link's own words, for whoever holds it. Throws NotFound, Forbidden (somebody else is signed in) or Conflict (expired). */
export function readLink(token: string, signedInAs: string | null): ReadApprovalLink {
  const link = unsealApproval(token);
  if (!link) throw new NotFound("dead-link");
  if (signedInAs && signedInAs !== link.decider) throw new Forbidden("link-of-another");
  if (link.expiresAt.getTime() < Date.now()) throw new Conflict("link-expired");
  return link;
}

/** The approval of a link, for its person. Throws Forbidden when it no longer exists for him: he lost what let him read it. */
export async function getLinked(tx: Transaction, link: ReadApprovalLink): Promise<Approval> {
  const approval = await getApproval(tx, link.approvalId).catch((error) => {
    throw error instanceof NotFound ? new Forbidden("approver-lost-right") : error;
  });
  if (!approval.fingerprint.startsWith(link.print)) throw new NotFound("dead-link");
  return approval;
}

/** Throws what a decision by this link would be refused with; Conflict `link-used` once its person has decided. */
export async function ensureUsable(tx: Transaction, approval: Approval, { seat, decider }: ReadApprovalLink) {
  if (approval.decisions.some((line) => line.seat === seat && line.by === decider)) throw new Conflict("link-used");
  const able = await mayDecide(tx, approval, decider);
  judgeDecision(approval, { by: decider, able, seat, verdict: "approve" });
}

async function readWhatIsAsked(tx: Transaction, approval: Approval, { seat, decider }: ReadApprovalLink) {
  const ticket = await getTicketById(tx, approval.ticketId);
  const [[first], steps, plan, names] = await Promise.all([
    listMessages(tx, ticket, { limit: 1 }, false),
    listSteps(tx, ticket),
    findPlan(tx, ticket),
    listNames(tx, [seat]),
  ]);
  return {
    ticket,
    request: first?.body ?? "",
    steps,
    plan,
    inPlaceOf: seat === decider ? null : (names.get(seat) ?? ""),
  };
}

function closed(error: unknown, reference: string | null) {
  if (error instanceof Refusal) return { open: false as const, refusal: error.code, reference };
  throw error;
}
