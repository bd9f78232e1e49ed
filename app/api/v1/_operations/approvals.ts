import { z } from "zod";
import { operation } from "@/app/_doors/api/operation";
import { lastDecision, seatsOf, stateOf, subjects, verdicts } from "@/lib/approvals/approval";
import { type Approval, getApproval, listApprovals } from "@/lib/approvals/approval-queries";
import { AskApprovalInput, askApproval } from "@/lib/approvals/ask-approval";
import { DecideApprovalInput, decideApproval } from "@/lib/approvals/decide-approval";
import { listWaitingApprovals } from "@/lib/approvals/waiting-queries";
import { withdrawApproval } from "@/lib/approvals/withdraw-approval";
import { getTicket } from "@/lib/tickets/ticket-queries";
import { listOf, Moment, momentOrNull } from "./shapes";
import { TicketParams } from "./ticket-shape";

const tag = "approvals";
const ApprovalParams = z.strictObject({ id: z.guid() });
const Name = z.string().nullable().meta({ description: "Null when the caller may not know who it is." });

const ApprovalShape = z
  .strictObject({
    id: z.string(),
    ticket: z.string().meta({ description: "The reference of its ticket." }),
    subject: z.enum(subjects),
    state: z
      .enum(["pending", "approved", "refused", "lapsed", "withdrawn"])
      .meta({ description: "`lapsed`: the ticket was edited since it was asked." }),
    needed: z.int().min(1),
    afterTheFact: z.boolean().meta({ description: "An emergency: the work does not wait for the decision." }),
    standard: z.boolean().meta({ description: "Approved beforehand, by the template of a standard change." }),
    askedAt: Moment,
    askedBy: Name,
    dueAt: Moment.nullable(),
    settledAt: Moment.nullable(),
    approvers: z.array(
      z.strictObject({
        account: z.string(),
        name: Name,
        able: z.boolean().meta({ description: "Whether this approver may still decide there." }),
        verdict: z.enum(verdicts).nullable(),
        reason: z.string().nullable(),
        decidedBy: Name,
        decidedAt: Moment.nullable(),
      }),
    ),
    yours: z.array(z.string()).meta({
      description: "The approvers for whom the caller may decide: oneself, and those for whom one stands in.",
    }),
  })
  .meta({ id: "Approval" });

export const list = operation({
  method: "GET",
  path: "/tickets/{reference}/approvals",
  tag,
  summary: {
    fr: "Lister les approbations d’une fiche, la dernière demandée d’abord",
    en: "List a ticket’s approvals, the last one asked first",
  },
  params: TicketParams,
  answer: listOf(ApprovalShape),
  run: ({ actor, params }) =>
    actor.transaction(async (tx) => {
      const approvals = await listApprovals(tx, await getTicket(tx, params.reference));
      return { items: approvals.map((approval) => presentApproval(approval, actor.accountId)), after: null };
    }),
});

export const ask = operation({
  method: "POST",
  path: "/tickets/{reference}/approvals",
  tag,
  summary: {
    fr: "Demander une approbation sur une fiche telle qu’elle est",
    en: "Ask for an approval of a ticket as it stands",
  },
  params: TicketParams,
  body: AskApprovalInput.omit({ ticket: true }),
  answer: ApprovalShape,
  status: 201,
  run: async ({ actor, params: { reference }, body }) =>
    presentApproval(await askApproval(actor, { ...body, ticket: reference }), actor.accountId),
  location: ({ id }) => `/approvals/${id}`,
});

export const waiting = operation({
  method: "GET",
  path: "/approvals",
  tag,
  summary: {
    fr: "Lister ce qui attend sa propre décision, le plus pressant d’abord",
    en: "List what waits for one’s own decision, the most pressing first",
  },
  answer: listOf(ApprovalShape),
  run: ({ actor }) =>
    actor.transaction(async (tx) => ({
      items: (await listWaitingApprovals(tx)).map((approval) => presentApproval(approval, actor.accountId)),
      after: null,
    })),
});

export const get = operation({
  method: "GET",
  path: "/approvals/{id}",
  tag,
  summary: { fr: "Lire une approbation", en: "Read an approval" },
  params: ApprovalParams,
  answer: ApprovalShape,
  run: async ({ actor, params }) =>
    presentApproval(await actor.transaction((tx) => getApproval(tx, params.id)), actor.accountId),
});

export const decide = operation({
  method: "POST",
  path: "/approvals/{id}/decide",
  tag,
  summary: {
    fr: "Décider, pour soi ou pour qui l’a délégué ; un refus dit pourquoi",
    en: "Decide, for oneself or for who delegated; a refusal says why",
  },
  params: ApprovalParams,
  body: DecideApprovalInput.omit({ approval: true }),
  answer: ApprovalShape,
  run: async ({ actor, params: { id }, body }) =>
    presentApproval(await decideApproval(actor, { ...body, approval: id }), actor.accountId),
});

export const withdraw = operation({
  method: "POST",
  path: "/approvals/{id}/withdraw",
  tag,
  summary: { fr: "Retirer une demande d’approbation", en: "Withdraw a request for approval" },
  params: ApprovalParams,
  answer: ApprovalShape,
  run: async ({ actor, params: { id } }) =>
    presentApproval(await withdrawApproval(actor, { approval: id }), actor.accountId),
});

function presentApproval(approval: Approval, caller: string | null): z.input<typeof ApprovalShape> {
  const nameOf = (id: string) => approval.names.get(id) ?? null;
  return {
    id: approval.id,
    ticket: approval.reference,
    subject: approval.subject,
    state: stateOf(approval),
    needed: approval.needed,
    afterTheFact: approval.afterTheFact,
    standard: approval.given,
    askedAt: approval.askedAt.toISOString(),
    askedBy: nameOf(approval.askedBy),
    dueAt: momentOrNull(approval.dueAt),
    settledAt: momentOrNull(approval.settledAt),
    approvers: approval.seats.map(({ accountId, able }) => {
      const last = lastDecision(approval, accountId);
      return {
        ...{ account: accountId, name: nameOf(accountId), able },
        ...{ verdict: last?.verdict ?? null, reason: last?.reason ?? null },
        ...{ decidedBy: last ? nameOf(last.by) : null, decidedAt: momentOrNull(last?.at ?? null) },
      };
    }),
    yours: caller ? seatsOf(approval, caller).map(({ accountId }) => accountId) : [],
  };
}
