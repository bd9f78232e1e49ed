"use server";

import { refresh } from "next/cache";
import { act, type Outcome } from "@/app/_doors/act";
import { sentenceOf } from "@/app/_doors/form-state";
import { addTask } from "@/lib/tickets/add-task";
import { changeTask } from "@/lib/tickets/change-task";
import { completeTask } from "@/lib/tickets/complete-task";
import { linkTickets } from "@/lib/tickets/link-tickets";
import { moveTask } from "@/lib/tickets/move-task";
import { removeTask } from "@/lib/tickets/remove-task";
import { type LinkWay, linkOf } from "@/lib/tickets/ticket-link";
import { unlinkTickets } from "@/lib/tickets/unlink-tickets";
import type { Said } from "./actions";

export async function link(ticket: string, way: LinkWay, other: string): Promise<Said> {
  return say(await act(linkOf(way, ticket, other), linkTickets));
}

export async function unlink(ticket: string, way: LinkWay, other: string): Promise<Said> {
  return say(await act(linkOf(way, ticket, other), unlinkTickets));
}

export async function writeTask(task: Parameters<typeof addTask>[1]): Promise<Said> {
  return say(await act(task, addTask));
}

export async function rewriteTask(task: Parameters<typeof changeTask>[1]): Promise<Said> {
  return say(await act(task, changeTask));
}

export async function tickTask(task: string, done: boolean): Promise<Said> {
  return say(await act({ task, done }, completeTask));
}

export async function placeTask(task: string, place: number): Promise<Said> {
  return say(await act({ task, place }, moveTask));
}

export async function dropTask(task: string): Promise<Said> {
  return say(await act({ task }, removeTask));
}

async function say(outcome: Outcome<unknown>): Promise<Said> {
  if (!outcome.ok) return { refusal: await sentenceOf(outcome.problem) };
  refresh();
  return {};
}
