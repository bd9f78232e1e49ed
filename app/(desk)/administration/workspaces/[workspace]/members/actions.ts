"use server";

import { refresh } from "next/cache";
import { act } from "@/app/_doors/act";
import { textOf } from "@/app/_doors/form-fields";
import { formStateOf, sentenceOf } from "@/app/_doors/form-state";
import { submit } from "@/app/_doors/submit";
import { type FormState, untouched } from "@/app/_ui/form-state";
import { changeMembership } from "@/lib/workspaces/change-membership";
import { endMembership } from "@/lib/workspaces/end-membership";
import { inviteMembers, type MemberOutcome } from "@/lib/workspaces/invite-members";

export interface InvitedState extends FormState {
  outcomes?: MemberOutcome[];
}

/** Each line's outcome comes back, so that the faulty ones can be mended and sent again. */
export async function letIn(_before: InvitedState, form: FormData): Promise<InvitedState> {
  const input = {
    workspace: textOf(form, "workspace"),
    profile: textOf(form, "profile"),
    people: textOf(form, "people"),
  };
  const outcome = await act(input, inviteMembers);
  if (!outcome.ok) return formStateOf(outcome.problem, form);
  refresh();
  return { ...untouched, done: true, outcomes: outcome.value };
}

/** Answers null when it is done, else why not. */
export async function giveProfile(workspace: string, account: string, profile: string): Promise<string | null> {
  const outcome = await act({ workspace, account, profile }, changeMembership);
  if (!outcome.ok) return sentenceOf(outcome.problem);
  refresh();
  return null;
}

export async function takeOut(_before: FormState, form: FormData): Promise<FormState> {
  return submit(form, { workspace: textOf(form, "workspace"), account: textOf(form, "account") }, endMembership);
}
