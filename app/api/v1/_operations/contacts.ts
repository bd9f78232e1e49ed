import type { z } from "zod";
import { operation } from "@/app/_doors/api/operation";
import { ProjectContact } from "@/lib/workspaces/project";
import { getProject, listContacts } from "@/lib/workspaces/project-queries";
import { SetContactsInput, setContacts } from "@/lib/workspaces/set-contacts";
import { ProjectParams } from "./projects";
import { listOf } from "./shapes";

const ContactShape = ProjectContact.meta({ id: "Contact" });
const resource = {
  path: "/projects/{key}/contacts",
  tag: "projects",
  params: ProjectParams,
  answer: listOf(ContactShape),
};

export const list = operation({
  ...resource,
  method: "GET",
  summary: { fr: "Lister qui joindre pour un projet (MOA, MOE, AMOA)", en: "List whom to reach about a project" },
  run: ({ actor, params: { key } }) =>
    actor.transaction(async (tx) => presentContacts(await listContacts(tx, await getProject(tx, key)))),
});

export const set = operation({
  ...resource,
  method: "PUT",
  summary: { fr: "Remplacer qui joindre pour un projet", en: "Replace whom to reach about a project" },
  body: SetContactsInput.omit({ project: true }),
  run: async ({ actor, params: { key }, body }) => presentContacts(await setContacts(actor, { ...body, project: key })),
});

function presentContacts(contacts: z.output<typeof ContactShape>[]) {
  return { items: contacts.map(({ role, name, mail, phone }) => ({ role, name, mail, phone })), after: null };
}
