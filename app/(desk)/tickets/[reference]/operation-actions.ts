"use server";

import { redirect } from "next/navigation";
import { act } from "@/app/_doors/act";
import { listOf, textOf } from "@/app/_doors/form-fields";
import { formStateOf, sentenceOf } from "@/app/_doors/form-state";
import type { FormState } from "@/app/_ui/form-state";
import { mergeTickets } from "@/lib/operations/merge-tickets";
import { splitTicket } from "@/lib/operations/split-ticket";
import { undoOperation } from "@/lib/operations/undo-operation";
import type { Said } from "./actions";

export async function merge(_before: FormState, form: FormData): Promise<FormState> {
  const asked = { tickets: [textOf(form, "ticket")], into: textOf(form, "into") };
  const outcome = await act(asked, mergeTickets);
  if (!outcome.ok) return formStateOf(outcome.problem, form);
  redirect(`/tickets/${outcome.value.ticket.reference}`);
}

export async function split(_before: FormState, form: FormData): Promise<FormState> {
  const asked = {
    ticket: textOf(form, "ticket"),
    messages: listOf(form, "message"),
    title: textOf(form, "title"),
  };
  const outcome = await act(asked, splitTicket);
  if (!outcome.ok) return formStateOf(outcome.problem, form);
  redirect(`/tickets/${outcome.value.ticket.reference}`);
}

export async function undo(operation: string): Promise<Said> {
  const outcome = await act({ operation }, undoOperation);
  if (!outcome.ok) return { refusal: await sentenceOf(outcome.problem) };
  redirect(`/tickets/${outcome.value.tickets[0]}?origin=1`);
}
