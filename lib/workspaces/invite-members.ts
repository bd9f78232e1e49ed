import { z } from "zod";
import { authorizeGiving } from "@/lib/access/delegation";
import { Invalid, Refusal } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { PersonName } from "@/lib/accounts/account";
import { type InvitedLine, mostInvitedLines, readInvitedLines } from "@/lib/accounts/invitation";
import type { Actor } from "@/lib/tenancy/actor";
import { giveMembership } from "./give-membership";
import { getProfile } from "./profile-queries";
import { WorkspaceKey } from "./workspace";
import { getWorkspace } from "./workspace-queries";

export const InviteMembersInput = z.strictObject({
  workspace: WorkspaceKey,
  profile: z.string().max(120),
  /** One person a line: see readInvitedLines. */
  people: z.string().max(200_000),
});

/** What became of one line. */
export interface MemberOutcome {
  line: number;
  text: string;
  outcome:
    | "entered"
    | "invited"
    | "already-member"
    | "not-yourself"
    | "no-address"
    | "bad-address"
    | "bad-name"
    | "twice";
}

/**
 * Lets each person of a pasted list into a workspace, inviting those who have no account; a line at fault stops no other.
 * Throws NotFound, Forbidden or Invalid (empty, too long).
 */
export async function inviteMembers(actor: Actor, input: z.input<typeof InviteMembersInput>): Promise<MemberOutcome[]> {
  const { workspace, profile, people } = InviteMembersInput.parse(input);
  await actor.transaction(async (tx) => {
    const place = await getWorkspace(tx, workspace);
    const given = await getProfile(tx, place.id, profile);
    authorizeGiving(await getRights(tx), place.id, "somebody", given.permissions);
  });
  const lines = readInvitedLines(people);
  if (lines.length === 0) throw new Invalid("required", "people");
  if (lines.length > mostInvitedLines) throw new Invalid("too-many-lines", "people", { most: mostInvitedLines });
  const outcomes: MemberOutcome[] = [];
  // One transaction each: what a line did stands whatever happens to the next one.
  for (const line of lines)
    outcomes.push({ line: line.line, text: line.text, outcome: await inviteLine(actor, { workspace, profile }, line) });
  return outcomes;
}

async function inviteLine(
  actor: Actor,
  place: { workspace: string; profile: string },
  line: InvitedLine,
): Promise<MemberOutcome["outcome"]> {
  if ("fault" in line) return line.fault;
  const name = PersonName.safeParse(line.name);
  if (!name.success) return "bad-name";
  try {
    const { invited } = await giveMembership(actor, { ...place, account: line.mail, name: name.data });
    return invited ? "invited" : "entered";
  } catch (error) {
    if (error instanceof Refusal && (error.code === "already-member" || error.code === "not-yourself"))
      return error.code;
    throw error;
  }
}
