import { z } from "zod";
import { operation } from "@/app/_doors/api/operation";
import { kinds, Workflow } from "@/lib/workflows/workflow";
import { getWorkflow, type WorkflowInForce } from "@/lib/workflows/workflow-queries";
import { changeWorkflow, WorkflowChange } from "@/lib/workspaces/change-workflow";
import { getWorkspace } from "@/lib/workspaces/workspace-queries";
import { WorkspaceParams } from "./workspaces";

const WorkflowShape = z
  .strictObject({
    kind: z.enum(kinds),
    version: z.int().min(1),
    ...Workflow.shape,
  })
  .meta({
    id: "Workflow",
    description: "The statuses of a kind and the moves between them; the last version is in force.",
  });

const shared = {
  tag: "workspaces",
  path: "/workspaces/{key}/workflows/{kind}",
  params: WorkspaceParams.extend({ kind: z.enum(kinds) }),
  answer: WorkflowShape,
} as const;

export const getOne = operation({
  ...shared,
  method: "GET",
  summary: { fr: "Lire le processus d’une nature de fiche", en: "Read the process of a kind of ticket" },
  run: ({ actor, params: { key, kind } }) =>
    actor.transaction(async (tx) => present(await getWorkflow(tx, (await getWorkspace(tx, key)).id, kind))),
});

export const change = operation({
  ...shared,
  method: "PUT",
  summary: {
    fr: "Mettre en vigueur une autre version d’un processus, à partir de la version lue",
    en: "Put another version of a process in force, from the version read",
  },
  body: WorkflowChange,
  run: async ({ actor, params: { key, kind }, body }) =>
    present(await changeWorkflow(actor, { ...body, workspace: key, kind })),
  current: (standing) => present(standing as WorkflowInForce),
});

function present({ kind, version, workflow }: WorkflowInForce): z.input<typeof WorkflowShape> {
  return { kind, version, statuses: workflow.statuses, moves: workflow.moves };
}
