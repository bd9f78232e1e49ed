import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { profile } from "@/db/schema";
import { authorizeProfile } from "@/lib/access/delegation";
import { Conflict } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { refuseOn } from "@/lib/tenancy/constraint";
import { ensureManagerRemains, hasManager } from "./manager-queries";
import { findOwnProfileId } from "./membership-queries";
import { Permissions, samePermissions } from "./profile";
import { getProfile } from "./profile-queries";
import { Name, WorkspaceKey } from "./workspace";
import { lockWorkspace } from "./workspace-queries";

export const ChangeProfileInput = z.strictObject({
  workspace: WorkspaceKey,
  profile: z.string().max(120),
  name: Name.optional(),
  permissions: Permissions.optional(),
  /** The permissions from which the form was drawn; a change made on others is refused. */
  seen: Permissions.optional(),
});

/**
 * Renames a profile or changes what it allows, for all who have it, at their next request. Throws NotFound, Forbidden (it is one's own),
 * Invalid or Conflict (`current` is the profile as it stands; or nobody could manage members any more).
 */
export async function changeProfile(actor: Actor, input: z.input<typeof ChangeProfileInput>) {
  const asked = ChangeProfileInput.parse(input);
  return actor.transaction(async (tx) => {
    const place = await lockWorkspace(tx, asked.workspace);
    const read = await getProfile(tx, place.id, asked.profile);
    authorizeProfile(await getRights(tx), place.id, read.id, await findOwnProfileId(tx, place.id));
    if (asked.seen && !samePermissions(asked.seen, read.permissions)) throw new Conflict("stale", read);
    const { name = read.name, permissions = read.permissions } = asked;
    if (name === read.name && samePermissions(permissions, read.permissions)) return read;
    const wasManaged = await hasManager(tx, place.id);
    await refuseOn(tx, "unique", new Conflict("name-taken"), (inner) =>
      inner
        .update(profile)
        .set({ name, permissions })
        .where(and(eq(profile.workspaceId, place.id), eq(profile.id, read.id))),
    );
    await recordEvent(tx, {
      type: "profile.changed",
      workspaceId: place.id,
      payload: { profileId: read.id, name: read.name, changed: changesOf(read, { name, permissions }) },
    });
    await ensureManagerRemains(tx, place.id, wasManaged);
    return getProfile(tx, place.id, read.id);
  });
}

interface Content {
  name: string;
  permissions: string[];
}

function changesOf(before: Content, after: Content) {
  const added = after.permissions.filter((permission) => !before.permissions.includes(permission));
  const removed = before.permissions.filter((permission) => !after.permissions.includes(permission));
  return { ...(before.name === after.name ? {} : { name: [before.name, after.name] }), added, removed };
}
