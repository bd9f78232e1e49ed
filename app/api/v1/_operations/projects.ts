import { z } from "zod";
import { operation } from "@/app/_doors/api/operation";
import { ChangeProjectInput, changeProject } from "@/lib/workspaces/change-project";
import { CreateProjectInput, createProject } from "@/lib/workspaces/create-project";
import { ProjectKey } from "@/lib/workspaces/project";
import { getProject, listProjects, type Project } from "@/lib/workspaces/project-queries";
import { listOf, Moment, momentOrNull } from "./shapes";

const tag = "projects";

export const ProjectParams = z.strictObject({ key: ProjectKey });

const ProjectShape = z
  .strictObject({
    key: z.string(),
    name: z.string(),
    workspace: z.string().meta({ description: "The key of its workspace." }),
    inboundAddress: z.string().meta({ description: "Where one writes to open a ticket." }),
    reopenDays: z.int().meta({ description: "For how many days an answer reopens what was resolved." }),
    senderAddress: z
      .string()
      .nullable()
      .meta({ description: "Under which its notices leave; null: the inbound address." }),
    signature: z.string().nullable().meta({ description: "The closing lines of its notices." }),
    createdAt: Moment,
    archivedAt: Moment.nullable(),
  })
  .meta({ id: "Project" });

export const list = operation({
  method: "GET",
  path: "/projects",
  tag,
  summary: { fr: "Lister les projets de ses espaces", en: "List the projects of one’s workspaces" },
  answer: listOf(ProjectShape),
  run: async ({ actor }) => ({
    items: (await actor.transaction((tx) => listProjects(tx))).map(presentProject),
    after: null,
  }),
});

export const create = operation({
  method: "POST",
  path: "/projects",
  tag,
  summary: {
    fr: "Créer un projet, dont personne ne lit encore les fiches",
    en: "Create a project, whose tickets nobody reads yet",
  },
  body: CreateProjectInput,
  answer: ProjectShape,
  status: 201,
  run: async ({ actor, body }) => {
    const { key } = await createProject(actor, body);
    return presentProject(await actor.transaction((tx) => getProject(tx, key)));
  },
  location: ({ key }) => `/projects/${key}`,
});

export const get = operation({
  method: "GET",
  path: "/projects/{key}",
  tag,
  summary: { fr: "Lire un projet", en: "Read a project" },
  params: ProjectParams,
  answer: ProjectShape,
  run: async ({ actor, params: { key } }) => presentProject(await actor.transaction((tx) => getProject(tx, key))),
});

export const change = operation({
  method: "PATCH",
  path: "/projects/{key}",
  tag,
  summary: { fr: "Changer ou archiver un projet", en: "Change or archive a project" },
  params: ProjectParams,
  body: ChangeProjectInput.omit({ project: true }),
  answer: ProjectShape,
  run: async ({ actor, params: { key }, body }) =>
    presentProject(await changeProject(actor, { ...body, project: key })),
});

function presentProject(project: Project): z.input<typeof ProjectShape> {
  const { key, name, workspaceKey, inboundAddress, reopenDays, senderAddress, signature, createdAt, archivedAt } =
    project;
  return {
    key,
    name,
    workspace: workspaceKey,
    inboundAddress,
    reopenDays,
    senderAddress,
    signature,
    createdAt: createdAt.toISOString(),
    archivedAt: momentOrNull(archivedAt),
  };
}
