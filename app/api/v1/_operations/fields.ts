import { z } from "zod";
import { operation } from "@/app/_doors/api/operation";
import { kinds, Level } from "@/lib/tickets/ticket";
import { fieldTypes } from "@/lib/workspaces/field";
import { listFields } from "@/lib/workspaces/field-queries";
import { listRequestForms } from "@/lib/workspaces/request-form-queries";
import { getWorkspace } from "@/lib/workspaces/workspace-queries";
import { listOf, Moment, momentOrNull } from "./shapes";
import { WorkspaceParams } from "./workspaces";

// What a workspace's tickets can say beside what all tickets say, and the forms of its catalogue.

const Labels = z.strictObject({ fr: z.string(), en: z.string() });
const reading = { method: "GET", tag: "workspaces", params: WorkspaceParams } as const;

export const fields = operation({
  ...reading,
  path: "/workspaces/{key}/fields",
  summary: { fr: "Lister les champs d’un espace", en: "List the fields of a workspace" },
  answer: listOf(
    z
      .strictObject({
        code: z.string(),
        type: z.enum(fieldTypes).meta({ description: "`date` is 2026-11-03, `moment` is ISO 8601." }),
        labels: Labels,
        kinds: z.array(z.enum(kinds)),
        choices: z.array(z.strictObject({ code: z.string(), labels: Labels })),
        archivedAt: Moment.nullable(),
      })
      .meta({ id: "Field" }),
  ),
  run: ({ actor, params: { key } }) =>
    actor.transaction(async (tx) => {
      const found = await listFields(tx, (await getWorkspace(tx, key)).id);
      return {
        items: found.map((field) => ({
          code: field.code,
          type: field.type,
          labels: labelsOf(field),
          kinds: field.kinds as (typeof kinds)[number][],
          choices: field.choices.map((choice) => ({ code: choice.code, labels: labelsOf(choice) })),
          archivedAt: momentOrNull(field.archivedAt),
        })),
        after: null,
      };
    }),
});

export const forms = operation({
  ...reading,
  path: "/workspaces/{key}/forms",
  summary: {
    fr: "Lister les formulaires du catalogue d’un espace, à ouvrir par `form` et `fields`",
    en: "List the forms of a workspace’s catalogue, to be opened with `form` and `fields`",
  },
  answer: listOf(
    z
      .strictObject({
        code: z.string(),
        labels: Labels,
        descriptions: Labels,
        project: z.string().nullable().meta({ description: "The only project where it opens; null: any." }),
        kind: z.enum(kinds),
        category: z.string().nullable(),
        impact: Level,
        urgency: Level,
        title: z.string().meta({ description: "`{code}` stands for the answer to that field." }),
        message: z.string(),
        questions: z.array(z.strictObject({ field: z.string(), required: z.boolean() })),
        archivedAt: Moment.nullable(),
      })
      .meta({ id: "RequestForm" }),
  ),
  run: ({ actor, params: { key } }) =>
    actor.transaction(async (tx) => {
      const found = await listRequestForms(tx, (await getWorkspace(tx, key)).id);
      return {
        items: found.map((form) => ({
          code: form.code,
          labels: labelsOf(form),
          descriptions: { fr: form.descriptionFr, en: form.descriptionEn },
          project: form.projectKey,
          kind: form.kind,
          category: form.categoryCode,
          impact: form.impact,
          urgency: form.urgency,
          title: form.title,
          message: form.message,
          questions: form.questions,
          archivedAt: momentOrNull(form.archivedAt),
        })),
        after: null,
      };
    }),
});

function labelsOf({ labelFr: fr, labelEn: en }: { labelFr: string; labelEn: string }) {
  return { fr, en };
}
