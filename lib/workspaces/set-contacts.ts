import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { projectContact } from "@/db/schema";
import { authorizeWorkspace } from "@/lib/access/ability";
import { getRights } from "@/lib/access/rights";
import { sha256 } from "@/lib/journal/event";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { ProjectContact, ProjectKey } from "./project";
import { listContacts, lockProject } from "./project-queries";

export const SetContactsInput = z.strictObject({ project: ProjectKey, contacts: z.array(ProjectContact).max(30) });

/** Replaces whom to reach about a project. Throws NotFound or Forbidden. */
export async function setContacts(actor: Actor, input: z.input<typeof SetContactsInput>) {
  const asked = SetContactsInput.parse(input);
  return actor.transaction(async (tx) => {
    const place = await lockProject(tx, asked.project);
    authorizeWorkspace(await getRights(tx), "manageSettings", place.workspaceId);
    const before = (await listContacts(tx, place)).map(traceOf);
    const after = asked.contacts.map(traceOf);
    if (JSON.stringify(before) === JSON.stringify(after)) return listContacts(tx, place);
    await tx
      .delete(projectContact)
      .where(and(eq(projectContact.workspaceId, place.workspaceId), eq(projectContact.projectId, place.id)));
    if (asked.contacts.length > 0)
      await tx
        .insert(projectContact)
        .values(asked.contacts.map((contact) => ({ ...contact, workspaceId: place.workspaceId, projectId: place.id })));
    await recordEvent(tx, {
      type: "project.changed",
      workspaceId: place.workspaceId,
      payload: { projectId: place.id, key: place.key, changed: { contacts: [before, after] } },
    });
    return listContacts(tx, place);
  });
}

/** People outside may ask to be forgotten, and the journal never forgets: it keeps their role and a hash. */
function traceOf({ role, name, mail, phone }: ProjectContact) {
  return { role, sha256: sha256(JSON.stringify([name, mail, phone])) };
}
