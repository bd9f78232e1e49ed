import { z } from "zod";
import { operation } from "@/app/_doors/api/operation";
import type { Actor } from "@/lib/tenancy/actor";
import { ChangeMembershipInput, changeMembership } from "@/lib/workspaces/change-membership";
import { endMembership } from "@/lib/workspaces/end-membership";
import { GiveMembershipInput, giveMembership } from "@/lib/workspaces/give-membership";
import { getMembership, listMembers, type Membership } from "@/lib/workspaces/membership-queries";
import { getWorkspace } from "@/lib/workspaces/workspace-queries";
import { listOf, Moment, Person } from "./shapes";
import { WorkspaceParams } from "./workspaces";

const tag = "memberships";
const MemberParams = WorkspaceParams.extend({ mail: z.string().max(254) });

const MembershipShape = z
  .strictObject({ person: Person, profile: z.string().meta({ description: "The profile’s name." }), since: Moment })
  .meta({ id: "Membership" });

export const list = operation({
  method: "GET",
  path: "/workspaces/{key}/memberships",
  tag,
  summary: { fr: "Lister les membres d’un espace", en: "List the members of a workspace" },
  params: WorkspaceParams,
  answer: listOf(MembershipShape),
  run: ({ actor, params: { key } }) =>
    actor.transaction(async (tx) => {
      const members = await listMembers(tx, (await getWorkspace(tx, key)).id);
      return { items: members.map(presentMembership), after: null };
    }),
});

export const give = operation({
  method: "POST",
  path: "/workspaces/{key}/memberships",
  tag,
  summary: { fr: "Faire entrer un compte dans un espace", en: "Let an account into a workspace" },
  params: WorkspaceParams,
  body: GiveMembershipInput.omit({ workspace: true }),
  answer: MembershipShape,
  status: 201,
  run: async ({ actor, params: { key }, body }) => {
    await giveMembership(actor, { ...body, workspace: key });
    return findMembership(actor, key, body.account);
  },
});

export const change = operation({
  method: "PATCH",
  path: "/workspaces/{key}/memberships/{mail}",
  tag,
  summary: { fr: "Donner un autre profil à un membre", en: "Give a member another profile" },
  params: MemberParams,
  body: ChangeMembershipInput.pick({ profile: true }),
  answer: MembershipShape,
  run: async ({ actor, params: { key, mail }, body }) =>
    presentMembership(await changeMembership(actor, { ...body, workspace: key, account: mail })),
});

export const end = operation({
  method: "DELETE",
  path: "/workspaces/{key}/memberships/{mail}",
  tag,
  summary: {
    fr: "Faire sortir un membre d’un espace, et reprendre ses droits",
    en: "Take a member out of a workspace, with his rights",
  },
  params: MemberParams,
  run: ({ actor, params: { key, mail } }) => endMembership(actor, { workspace: key, account: mail }),
});

function findMembership(actor: Actor, key: string, mail: string) {
  return actor.transaction(async (tx) =>
    presentMembership(await getMembership(tx, (await getWorkspace(tx, key)).id, mail)),
  );
}

function presentMembership({ name, mail, profileName, since }: Membership): z.input<typeof MembershipShape> {
  return { person: { name, mail }, profile: profileName, since: since.toISOString() };
}
