"use server";

import { optionalTextOf, textOf } from "@/app/_doors/form-fields";
import { submit } from "@/app/_doors/submit";
import type { FormState } from "@/app/_ui/form-state";
import { planWindow } from "@/lib/planning/plan-window";
import { announceVerification } from "@/lib/releases/announce-verification";
import { decideStage } from "@/lib/releases/decide-stage";
import { decideVerification } from "@/lib/releases/decide-verification";
import { installStage } from "@/lib/releases/install-stage";
import type { Environment, Outcome, VerificationType } from "@/lib/releases/release";
import { rollBackStage } from "@/lib/releases/roll-back-stage";
import { linkTickets } from "@/lib/tickets/link-tickets";

export async function plan(_before: FormState, form: FormData): Promise<FormState> {
  const [start, end] = [textOf(form, "start"), textOf(form, "end")];
  const window = start || end ? { start, end } : null;
  const input = { ticket: textOf(form, "ticket"), version: Number(textOf(form, "version")), window };
  return submit(form, { ...input, reason: optionalTextOf(form, "reason") }, planWindow);
}

export async function go(_before: FormState, form: FormData): Promise<FormState> {
  return submit(form, { ...stageOf(form), verdict: "go" as const }, decideStage);
}

export async function noGo(_before: FormState, form: FormData): Promise<FormState> {
  return submit(form, { ...stageOf(form), verdict: "noGo" as const }, decideStage);
}

export async function install(_before: FormState, form: FormData): Promise<FormState> {
  return submit(form, stageOf(form), installStage);
}

export async function rollBack(_before: FormState, form: FormData): Promise<FormState> {
  return submit(form, { ...stageOf(form), reason: textOf(form, "reason") }, rollBackStage);
}

export async function announce(_before: FormState, form: FormData): Promise<FormState> {
  const input = { ticket: textOf(form, "ticket"), type: textOf(form, "type") as VerificationType };
  return submit(
    form,
    { ...input, startsOn: textOf(form, "startsOn"), endsOn: textOf(form, "endsOn") },
    announceVerification,
  );
}

export async function decideOutcome(_before: FormState, form: FormData): Promise<FormState> {
  const input = { ticket: textOf(form, "ticket"), verification: textOf(form, "verification") };
  const outcome = textOf(form, "outcome") as Outcome;
  return submit(form, { ...input, outcome, reason: optionalTextOf(form, "reason") }, decideVerification);
}

export async function hold(_before: FormState, form: FormData): Promise<FormState> {
  const input = { from: textOf(form, "ticket"), kind: "releases" as const, to: textOf(form, "to") };
  return submit(form, input, linkTickets);
}

function stageOf(form: FormData) {
  const environment = textOf(form, "environment") as Environment;
  return { ticket: textOf(form, "ticket"), environment, reason: optionalTextOf(form, "reason") };
}
