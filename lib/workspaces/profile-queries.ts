import { and, eq, isNull, or, sql } from "drizzle-orm";
import { z } from "zod";
import { membership, profile } from "@/db/schema";
import { Invalid } from "@/lib/access/refusals";
import type { Transaction } from "@/lib/tenancy/actor";

/** A profile of the workspace by its id or its name. Throws Invalid: a profile is named inside a workspace that one sees. */
export async function getProfile(tx: Transaction, workspaceId: string, wanted: string) {
  const [found] = await tx
    .select()
    .from(profile)
    .where(
      and(
        eq(profile.workspaceId, workspaceId),
        z.uuid().safeParse(wanted).success
          ? or(eq(profile.id, wanted), eq(profile.name, wanted))
          : eq(profile.name, wanted),
      ),
    );
  if (!found) throw new Invalid("unknown-profile", "profile");
  return found;
}

/** The profiles of a workspace, those it was born with first, with how many members have each. */
export async function listProfiles(tx: Transaction, workspaceId: string) {
  return tx
    .select({
      id: profile.id,
      name: profile.name,
      builtIn: profile.builtIn,
      permissions: profile.permissions,
      members: tx.$count(
        membership,
        and(
          eq(membership.workspaceId, profile.workspaceId),
          eq(membership.profileId, profile.id),
          isNull(membership.endedAt),
        ),
      ),
    })
    .from(profile)
    .where(eq(profile.workspaceId, workspaceId))
    .orderBy(
      sql`array_position(array['requester', 'follower', 'agent', 'lead', 'administrator'], ${profile.builtIn})`,
      profile.name,
    );
}
