"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { act, type Outcome } from "@/app/_doors/act";
import { actOnce } from "@/app/_doors/act-once";
import { sentenceOf } from "@/app/_doors/form-state";
import { addNote } from "@/lib/tickets/add-note";
import { addParticipant } from "@/lib/tickets/add-participant";
import { cancelTicket } from "@/lib/tickets/cancel-ticket";
import { confirmResolution } from "@/lib/tickets/confirm-resolution";
import { leaveTicket } from "@/lib/tickets/leave-ticket";
import { previewMove } from "@/lib/tickets/preview-move";
import { reopenTicket } from "@/lib/tickets/reopen-ticket";
import { replyToTicket } from "@/lib/tickets/reply-to-ticket";
import { reviseTicket } from "@/lib/tickets/revise-ticket";
import { takeMessageBack } from "@/lib/tickets/take-message-back";
import { getTicket, type Ticket } from "@/lib/tickets/ticket-queries";
import { watchTicket } from "@/lib/tickets/watch-ticket";

/** What an act answers the page: nothing to say, or why not, in the reader's words. */
export interface Said {
  refusal?: string;
}

/** The same for a revision; after a conflict, the ticket as it stands. */
export interface Revised extends Said {
  current?: Ticket;
}

/** What was sent, which its author can take back for a moment. */
export interface Sent extends Said {
  message?: string;
}

/** What was taken back, to be written on. */
export interface TakenBack extends Said {
  text?: string;
  files?: { id: string; name: string; size: number }[];
  status?: "untouched" | "undone" | "kept";
}

type Words = { ticket: string; text: string; uploads: string[] };

export async function sendReply(key: string, words: Words & { status?: string }): Promise<Sent> {
  return sent(await actOnce(key, words, async (actor, asked) => (await replyToTicket(actor, asked)).message.id));
}

export async function sendNote(key: string, words: Words): Promise<Sent> {
  return sent(await actOnce(key, words, async (actor, asked) => (await addNote(actor, asked)).message.id));
}

export async function takeBack(message: string): Promise<TakenBack> {
  const outcome = await act({ message }, takeMessageBack);
  if (!outcome.ok) return { refusal: await sentenceOf(outcome.problem) };
  refresh();
  const { text, files, status } = outcome.value;
  return { text, files, status };
}

export async function sendReopening(key: string, words: { ticket: string; text: string }): Promise<Said> {
  return say(await actOnce(key, words, async (actor, asked) => void (await reopenTicket(actor, asked))));
}

export async function revise(revision: Parameters<typeof reviseTicket>[1]): Promise<Revised> {
  const outcome = await act(revision, reviseTicket);
  if (!outcome.ok) return { refusal: await sentenceOf(outcome.problem), current: standing(outcome.problem) };
  // A ticket that moved has another address.
  if (revision.project !== undefined) redirect(`/tickets/${outcome.value.reference}`);
  refresh();
  return {};
}

export async function confirm(ticket: string): Promise<Said> {
  return say(await act({ ticket }, confirmResolution));
}

export async function cancel(ticket: string): Promise<Said> {
  return say(await act({ ticket }, cancelTicket));
}

export async function watch(ticket: string): Promise<Said> {
  return say(await act({ ticket }, watchTicket));
}

/** Whoever leaves may have read the ticket by that part alone: he is then led away from what no longer exists for him. */
export async function leave(ticket: string): Promise<Said> {
  const outcome = await act({ ticket }, leaveTicket);
  const stillThere = await act(ticket, (actor, asked) => actor.transaction((tx) => getTicket(tx, asked)));
  if (outcome.ok && !stillThere.ok) redirect("/tickets");
  return say(outcome);
}

export async function remove(ticket: string, mail: string): Promise<Said> {
  return say(await act({ ticket, mail }, leaveTicket));
}

export async function add(ticket: string, mail: string): Promise<Said> {
  return say(await act({ ticket, mail }, addParticipant));
}

async function sent(outcome: Outcome<string>): Promise<Sent> {
  return outcome.ok ? { ...(await say(outcome)), message: outcome.value } : say(outcome);
}

async function say(outcome: Outcome<unknown>): Promise<Said> {
  if (!outcome.ok) return { refusal: await sentenceOf(outcome.problem) };
  refresh();
  return {};
}

function standing(problem: { code: string; current?: unknown }): Ticket | undefined {
  return problem.code === "stale" ? (problem.current as Ticket) : undefined;
}

/** Who would newly read the ticket in another project, and who no longer would; nothing when that cannot be told. */
export async function foresee(ticket: string, project: string): Promise<{ gained: string[]; lost: string[] } | null> {
  const outcome = await act({ ticket, project }, previewMove);
  return outcome.ok ? outcome.value : null;
}
