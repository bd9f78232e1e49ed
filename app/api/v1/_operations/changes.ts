import { z } from "zod";
import { operation } from "@/app/_doors/api/operation";
import type { Plan } from "@/lib/approvals/plan-queries";
import { archiveChangeTemplate } from "@/lib/changes/archive-change-template";
import { TemplateStep } from "@/lib/changes/change-template";
import { type getChangeTemplate, listChangeTemplates } from "@/lib/changes/change-template-queries";
import { CreateChangeTemplateInput, createChangeTemplate } from "@/lib/changes/create-change-template";
import { OpenStandardChangeInput, openStandardChange } from "@/lib/changes/open-standard-change";
import { PlanChangeInput, planChange } from "@/lib/changes/plan-change";
import { ReviewChangeInput, reviewChange } from "@/lib/changes/review-change";
import { WorkspaceKey } from "@/lib/workspaces/workspace";
import { getWorkspace } from "@/lib/workspaces/workspace-queries";
import { listOf, Moment, momentOrNull } from "./shapes";
import { presentTicket, TicketParams, TicketShape } from "./ticket-shape";

const tag = "changes";
const WorkspaceParams = z.strictObject({ key: WorkspaceKey });

const TemplateShape = z
  .strictObject({
    id: z.string(),
    title: z.string(),
    message: z.string(),
    steps: z.array(TemplateStep),
    risk: z.int().min(1).max(4),
    approvedAt: Moment,
    archivedAt: Moment.nullable(),
  })
  .meta({ id: "ChangeTemplate" });

const ChangePlanShape = z
  .strictObject({
    type: z.enum(["standard", "normal", "emergency"]).nullable(),
    risk: z.int().min(1).max(4).nullable(),
    riskAnswers: z.record(z.string(), z.int()),
    review: z.string().nullable(),
    reviewedAt: Moment.nullable(),
  })
  .meta({ id: "ChangePlan" });

export const open = operation({
  method: "POST",
  path: "/changes",
  tag,
  summary: {
    fr: "Ouvrir un changement standard, approuvé d’avance par son modèle",
    en: "Open a standard change, approved beforehand by its template",
  },
  body: OpenStandardChangeInput,
  answer: TicketShape,
  status: 201,
  run: async ({ actor, body }) => presentTicket(await openStandardChange(actor, body)),
  location: (ticket) => `/tickets/${ticket.reference}`,
});

export const plan = operation({
  method: "PATCH",
  path: "/tickets/{reference}/change",
  tag,
  summary: {
    fr: "Dire si un changement est normal ou urgent, et répondre aux questions de son risque",
    en: "Say whether a change is normal or an emergency, and answer the questions of its risk",
  },
  params: TicketParams,
  body: PlanChangeInput.omit({ ticket: true }),
  answer: ChangePlanShape,
  run: async ({ actor, params, body }) => presentPlan(await planChange(actor, { ...body, ticket: params.reference })),
});

export const review = operation({
  method: "POST",
  path: "/tickets/{reference}/review",
  tag,
  summary: { fr: "Écrire le bilan d’un changement réalisé", en: "Write the review of a change that was carried out" },
  params: TicketParams,
  body: ReviewChangeInput.omit({ ticket: true }),
  answer: ChangePlanShape,
  run: async ({ actor, params, body }) => presentPlan(await reviewChange(actor, { ...body, ticket: params.reference })),
});

export const templates = operation({
  method: "GET",
  path: "/workspaces/{key}/change-templates",
  tag,
  summary: { fr: "Lister les changements standard d’un espace", en: "List a workspace’s standard changes" },
  params: WorkspaceParams,
  answer: listOf(TemplateShape),
  run: ({ actor, params }) =>
    actor.transaction(async (tx) => {
      const found = await listChangeTemplates(tx, (await getWorkspace(tx, params.key)).id);
      return { items: found.map(presentTemplate), after: null };
    }),
});

export const approveTemplate = operation({
  method: "POST",
  path: "/workspaces/{key}/change-templates",
  tag,
  summary: { fr: "Approuver un modèle de changement standard", en: "Approve a template of standard changes" },
  params: WorkspaceParams,
  body: CreateChangeTemplateInput.omit({ workspace: true }),
  answer: TemplateShape,
  status: 201,
  run: async ({ actor, params, body }) =>
    presentTemplate(await createChangeTemplate(actor, { ...body, workspace: params.key })),
});

export const archiveTemplate = operation({
  method: "POST",
  path: "/change-templates/{id}/archive",
  tag,
  summary: { fr: "Archiver un modèle de changement", en: "Archive a change template" },
  params: z.strictObject({ id: z.guid() }),
  answer: TemplateShape,
  run: async ({ actor, params }) => presentTemplate(await archiveChangeTemplate(actor, { template: params.id })),
});

function presentTemplate(template: Awaited<ReturnType<typeof getChangeTemplate>>): z.input<typeof TemplateShape> {
  const { id, title, message, steps, risk, approvedAt, archivedAt } = template;
  const moments = { approvedAt: approvedAt.toISOString(), archivedAt: momentOrNull(archivedAt) };
  return { id, title, message, steps, risk, ...moments };
}

function presentPlan({ type, risk, riskAnswers, review, reviewedAt }: Plan): z.input<typeof ChangePlanShape> {
  return { type, risk, riskAnswers, review, reviewedAt: momentOrNull(reviewedAt) };
}
