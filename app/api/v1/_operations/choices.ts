import { z } from "zod";
import { operation } from "@/app/_doors/api/operation";
import { kinds, phases } from "@/lib/tickets/ticket";
import { listCategories } from "@/lib/workspaces/category-queries";
import { listProfiles } from "@/lib/workspaces/profile-queries";
import { listStatuses } from "@/lib/workspaces/status-queries";
import { getWorkspace } from "@/lib/workspaces/workspace-queries";
import { listOf, Moment, momentOrNull } from "./shapes";
import { WorkspaceParams } from "./workspaces";

// What the codes of tickets and memberships stand for in a workspace.

const Labels = z.strictObject({ fr: z.string(), en: z.string() });
const reading = { method: "GET", tag: "workspaces", params: WorkspaceParams } as const;

export const categories = operation({
  ...reading,
  path: "/workspaces/{key}/categories",
  summary: { fr: "Lister les typologies d’un espace", en: "List the categories of a workspace" },
  answer: listOf(
    z.strictObject({ code: z.string(), labels: Labels, archivedAt: Moment.nullable() }).meta({ id: "Category" }),
  ),
  run: ({ actor, params: { key } }) =>
    actor.transaction(async (tx) => {
      const found = await listCategories(tx, (await getWorkspace(tx, key)).id);
      return {
        items: found.map(({ code, labelFr: fr, labelEn: en, archivedAt }) => ({
          code,
          labels: { fr, en },
          archivedAt: momentOrNull(archivedAt),
        })),
        after: null,
      };
    }),
});

export const statuses = operation({
  ...reading,
  path: "/workspaces/{key}/statuses",
  summary: {
    fr: "Lister les statuts d’un espace, par nature de fiche",
    en: "List the statuses of a workspace, by kind",
  },
  answer: listOf(
    z
      .strictObject({ kind: z.enum(kinds), code: z.string(), phase: z.enum(phases), labels: Labels })
      .meta({ id: "Status" }),
  ),
  run: ({ actor, params: { key } }) =>
    actor.transaction(async (tx) => {
      const found = await listStatuses(tx, (await getWorkspace(tx, key)).id);
      return {
        items: found.map(({ kind, code, phase, labelFr: fr, labelEn: en }) => ({
          kind,
          code,
          phase,
          labels: { fr, en },
        })),
        after: null,
      };
    }),
});

export const profiles = operation({
  ...reading,
  path: "/workspaces/{key}/profiles",
  summary: { fr: "Lister les profils d’un espace", en: "List the profiles of a workspace" },
  answer: listOf(
    z.strictObject({ id: z.guid(), name: z.string(), permissions: z.array(z.string()) }).meta({ id: "Profile" }),
  ),
  run: ({ actor, params: { key } }) =>
    actor.transaction(async (tx) => {
      const found = await listProfiles(tx, (await getWorkspace(tx, key)).id);
      return { items: found.map(({ id, name, permissions }) => ({ id, name, permissions })), after: null };
    }),
});
