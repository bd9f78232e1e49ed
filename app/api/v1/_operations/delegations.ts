import { z } from "zod";
import { operation } from "@/app/_doors/api/operation";
import { DelegateApprovalsInput, delegateApprovals } from "@/lib/approvals/delegate-approvals";
import { type Delegation, listMyDelegations } from "@/lib/approvals/delegation-queries";
import { endDelegation } from "@/lib/approvals/end-delegation";
import { listOf, Moment, momentOrNull } from "./shapes";

const tag = "approvals";

const DelegationShape = z
  .strictObject({
    id: z.string(),
    workspace: z.string().meta({ description: "The key of its workspace." }),
    from: z.string().nullable().meta({ description: "Who hands over, by name." }),
    to: z.string().nullable().meta({ description: "Who decides meanwhile, by name." }),
    startsOn: z.iso.date(),
    endsOn: z.iso.date(),
    current: z.boolean(),
    endedAt: Moment.nullable(),
  })
  .meta({ id: "Delegation" });

export const list = operation({
  method: "GET",
  path: "/delegations",
  tag,
  summary: {
    fr: "Lister les approbations confiées ou reçues, en cours et à venir",
    en: "List the approvals handed over or received, current and coming",
  },
  answer: listOf(DelegationShape),
  run: ({ actor }) =>
    actor.transaction(async (tx) => ({ items: (await listMyDelegations(tx)).map(presentDelegation), after: null })),
});

export const give = operation({
  method: "POST",
  path: "/delegations",
  tag,
  summary: {
    fr: "Confier ses approbations d’un espace, entre deux jours compris",
    en: "Hand one’s approvals of a workspace over, between two days included",
  },
  body: DelegateApprovalsInput,
  answer: DelegationShape,
  status: 201,
  run: async ({ actor, body }) => presentDelegation(await delegateApprovals(actor, body)),
});

export const end = operation({
  method: "POST",
  path: "/delegations/{id}/end",
  tag,
  summary: { fr: "Mettre fin à une délégation", en: "End a delegation" },
  params: z.strictObject({ id: z.guid() }),
  answer: DelegationShape,
  run: async ({ actor, params: { id } }) => presentDelegation(await endDelegation(actor, { delegation: id })),
});

function presentDelegation(delegation: Delegation): z.input<typeof DelegationShape> {
  const { id, workspaceKey, fromName, toName, startsOn, endsOn, current, endedAt } = delegation;
  return {
    ...{ id, workspace: workspaceKey, from: fromName, to: toName, startsOn, endsOn, current },
    endedAt: momentOrNull(endedAt),
  };
}
