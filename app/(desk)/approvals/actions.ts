"use server";

import { listOf, optionalTextOf, textOf } from "@/app/_doors/form-fields";
import { submit } from "@/app/_doors/submit";
import type { FormState } from "@/app/_ui/form-state";
import { askApproval } from "@/lib/approvals/ask-approval";
import { decideApproval } from "@/lib/approvals/decide-approval";
import { delegateApprovals } from "@/lib/approvals/delegate-approvals";
import { endDelegation } from "@/lib/approvals/end-delegation";
import { withdrawApproval } from "@/lib/approvals/withdraw-approval";

export async function ask(_before: FormState, form: FormData): Promise<FormState> {
  const needed = optionalTextOf(form, "needed");
  const input = {
    ticket: textOf(form, "ticket"),
    subject: optionalTextOf(form, "subject") as "production" | undefined,
    approvers: listOf(form, "approvers"),
    needed: needed ? Number(needed) : undefined,
    dueOn: optionalTextOf(form, "dueOn"),
  };
  return submit(form, input, askApproval);
}

export async function decide(_before: FormState, form: FormData): Promise<FormState> {
  const input = {
    approval: textOf(form, "approval"),
    approver: optionalTextOf(form, "approver"),
    verdict: textOf(form, "verdict") as "approve",
    reason: optionalTextOf(form, "reason"),
  };
  return submit(form, input, decideApproval);
}

export async function withdraw(_before: FormState, form: FormData): Promise<FormState> {
  return submit(form, { approval: textOf(form, "approval") }, withdrawApproval);
}

export async function handOver(_before: FormState, form: FormData): Promise<FormState> {
  const [workspace = "", to = ""] = textOf(form, "to").split(" ");
  const input = { workspace, to, startsOn: textOf(form, "startsOn"), endsOn: textOf(form, "endsOn") };
  return submit(form, input, delegateApprovals);
}

export async function endHandOver(_before: FormState, form: FormData): Promise<FormState> {
  return submit(form, { delegation: textOf(form, "delegation") }, endDelegation);
}
