import { z } from "zod";
import { profile } from "@/db/schema";
import { authorizeWorkspace } from "@/lib/access/ability";
import { Conflict } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { getProfile } from "./profile-queries";
import { Name, WorkspaceKey } from "./workspace";
import { lockWorkspace } from "./workspace-queries";

export const CreateProfileInput = z.strictObject({
  workspace: WorkspaceKey,
  name: Name,
  /** The profile, by id or name, whose permissions the new one begins with. */
  from: z.string().max(120),
});

/** Clones a profile under another name. Throws NotFound, Forbidden, Invalid or Conflict (the name is taken). */
export async function createProfile(actor: Actor, input: z.input<typeof CreateProfileInput>) {
  const asked = CreateProfileInput.parse(input);
  return actor.transaction(async (tx) => {
    const place = await lockWorkspace(tx, asked.workspace);
    authorizeWorkspace(await getRights(tx), "manageSettings", place.id);
    const model = await getProfile(tx, place.id, asked.from);
    const [created] = await tx
      .insert(profile)
      .values({ workspaceId: place.id, name: asked.name, permissions: model.permissions })
      .onConflictDoNothing()
      .returning();
    if (!created) throw new Conflict("name-taken");
    await recordEvent(tx, {
      type: "profile.created",
      workspaceId: place.id,
      payload: { profileId: created.id, name: created.name, from: model.name, permissions: created.permissions },
    });
    return created;
  });
}
