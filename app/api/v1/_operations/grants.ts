import { z } from "zod";
import { operation } from "@/app/_doors/api/operation";
import { listGrants } from "@/lib/workspaces/grant-queries";
import { getProject } from "@/lib/workspaces/project-queries";
import { SetGrantInput, setGrant } from "@/lib/workspaces/set-grant";
import { ProjectParams } from "./projects";
import { listOf, Person } from "./shapes";

const tag = "grants";

const GrantShape = z
  .strictObject({ project: z.string(), person: Person, level: SetGrantInput.shape.level })
  .meta({ id: "Grant" });

export const list = operation({
  method: "GET",
  path: "/projects/{key}/grants",
  tag,
  summary: {
    fr: "Lister les droits donnés sur un projet : tous pour qui gère les membres, les siens pour les autres",
    en: "List the rights given on a project: all for who manages members, one’s own for others",
  },
  params: ProjectParams,
  answer: listOf(GrantShape),
  run: ({ actor, params: { key } }) =>
    actor.transaction(async (tx) => {
      const grants = await listGrants(tx, await getProject(tx, key));
      return {
        items: grants.map(({ name, mail, level }) => ({ project: key, person: { name, mail }, level })),
        after: null,
      };
    }),
});

export const set = operation({
  method: "PUT",
  path: "/projects/{key}/grants/{mail}",
  tag,
  summary: {
    fr: "Donner ou reprendre le droit d’un membre sur un projet, dès sa prochaine demande",
    en: "Give or withdraw a member’s right on a project, from his next request on",
  },
  params: ProjectParams.extend({ mail: z.string().max(254) }),
  body: SetGrantInput.pick({ level: true }),
  answer: GrantShape,
  run: async ({ actor, params: { key, mail: address }, body }) => {
    const { project, name, account: mail, level } = await setGrant(actor, { ...body, project: key, account: address });
    return { project, person: { name, mail }, level };
  },
});
