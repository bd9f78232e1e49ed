import { z } from "zod";
import { operation } from "@/app/_doors/api/operation";
import { ChangeWorkspaceInput, changeWorkspace } from "@/lib/workspaces/change-workspace";
import { CreateWorkspaceInput, createWorkspace } from "@/lib/workspaces/create-workspace";
import { WorkspaceKey } from "@/lib/workspaces/workspace";
import { getWorkspace, listWorkspaces, type Workspace } from "@/lib/workspaces/workspace-queries";
import { listOf, Moment, momentOrNull } from "./shapes";

const tag = "workspaces";

export const WorkspaceParams = z.strictObject({ key: WorkspaceKey });

const WorkspaceShape = z
  .strictObject({
    key: z.string(),
    name: z.string(),
    beneficiary: z.strictObject({ id: z.guid(), name: z.string() }),
    createdAt: Moment,
    archivedAt: Moment.nullable(),
  })
  .meta({ id: "Workspace" });

export const list = operation({
  method: "GET",
  path: "/workspaces",
  tag,
  summary: { fr: "Lister ses espaces", en: "List one’s workspaces" },
  answer: listOf(WorkspaceShape),
  run: async ({ actor }) => ({ items: (await actor.transaction(listWorkspaces)).map(presentWorkspace), after: null }),
});

export const create = operation({
  method: "POST",
  path: "/workspaces",
  tag,
  summary: { fr: "Ouvrir un espace", en: "Open a workspace" },
  body: CreateWorkspaceInput,
  answer: WorkspaceShape,
  status: 201,
  run: async ({ actor, body }) => {
    const { key } = await createWorkspace(actor, body);
    return presentWorkspace(await actor.transaction((tx) => getWorkspace(tx, key)));
  },
  location: ({ key }) => `/workspaces/${key}`,
});

export const get = operation({
  method: "GET",
  path: "/workspaces/{key}",
  tag,
  summary: { fr: "Lire un espace", en: "Read a workspace" },
  params: WorkspaceParams,
  answer: WorkspaceShape,
  run: async ({ actor, params: { key } }) => presentWorkspace(await actor.transaction((tx) => getWorkspace(tx, key))),
});

export const change = operation({
  method: "PATCH",
  path: "/workspaces/{key}",
  tag,
  summary: { fr: "Renommer ou archiver un espace", en: "Rename or archive a workspace" },
  params: WorkspaceParams,
  body: ChangeWorkspaceInput.omit({ workspace: true }),
  answer: WorkspaceShape,
  run: async ({ actor, params: { key }, body }) =>
    presentWorkspace(await changeWorkspace(actor, { ...body, workspace: key })),
});

function presentWorkspace(workspace: Workspace): z.input<typeof WorkspaceShape> {
  const { key, name, beneficiaryId, beneficiaryName, createdAt, archivedAt } = workspace;
  return {
    key,
    name,
    beneficiary: { id: beneficiaryId, name: beneficiaryName },
    createdAt: createdAt.toISOString(),
    archivedAt: momentOrNull(archivedAt),
  };
}
