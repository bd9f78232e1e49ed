import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { profile } from "@/db/schema";
import { authorizeProfile } from "@/lib/access/delegation";
import { Conflict } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor } from "@/lib/tenancy/actor";
import { refuseOn } from "@/lib/tenancy/constraint";
import { findOwnProfileId } from "./membership-queries";
import { getProfile } from "./profile-queries";
import { WorkspaceKey } from "./workspace";
import { lockWorkspace } from "./workspace-queries";

export const RemoveProfileInput = z.strictObject({ workspace: WorkspaceKey, profile: z.string().max(120) });

/** Removes a profile that nobody has or had. Throws NotFound, Forbidden, Invalid or Conflict (born with the workspace, or in use). */
export async function removeProfile(actor: Actor, input: z.input<typeof RemoveProfileInput>) {
  const asked = RemoveProfileInput.parse(input);
  return actor.transaction(async (tx) => {
    const place = await lockWorkspace(tx, asked.workspace);
    const read = await getProfile(tx, place.id, asked.profile);
    authorizeProfile(await getRights(tx), place.id, read.id, await findOwnProfileId(tx, place.id));
    if (read.builtIn) throw new Conflict("built-in-profile");
    // Memberships point at their profile even when they ended, some out of this person's sight.
    await refuseOn(tx, "foreign-key", new Conflict("profile-in-use"), (inner) =>
      inner.delete(profile).where(and(eq(profile.workspaceId, place.id), eq(profile.id, read.id))),
    );
    await recordEvent(tx, {
      type: "profile.removed",
      workspaceId: place.id,
      payload: { profileId: read.id, name: read.name, permissions: read.permissions },
    });
  });
}
