import type { Ticket } from "@/lib/tickets/ticket-queries";
import type { revise } from "../actions";

/** What can be changed of a ticket beside its words, as form values: an empty one is none. */
export interface Fields {
  status: string;
  category: string;
  impact: string;
  urgency: string;
  priority: string;
  priorityReason: string;
  assignee: string;
  initiator: string;
}

export interface Option {
  value: string;
  label: string;
  /** Shown, to say what there would be, and not to be chosen. */
  disabled?: boolean;
}

type Revision = Omit<Parameters<typeof revise>[0], "ticket" | "version">;

export function fieldsOf(ticket: Ticket): Fields {
  return {
    status: ticket.statusCode,
    category: ticket.categoryCode ?? "",
    impact: String(ticket.impact),
    urgency: String(ticket.urgency),
    priority: String(ticket.priority),
    priorityReason: ticket.priorityReason ?? "",
    assignee: ticket.assigneeMail ?? "",
    initiator: ticket.initiator,
  };
}

/** Only what was touched is asked: what somebody else changes meanwhile is his. */
export function revisionOf({ status, category, impact, urgency, priority, priorityReason, ...rest }: Partial<Fields>) {
  const revision: Revision = {};
  const { assignee, initiator } = rest;
  if (status !== undefined) revision.status = status;
  if (category !== undefined) revision.category = category || null;
  if (impact !== undefined) revision.impact = Number(impact);
  if (urgency !== undefined) revision.urgency = Number(urgency);
  if (priority !== undefined) revision.priority = priority ? Number(priority) : null;
  if (priority && priorityReason !== undefined) revision.priorityReason = priorityReason;
  if (assignee !== undefined) revision.assignee = assignee || null;
  if (initiator !== undefined) revision.initiator = initiator as Revision["initiator"];
  return revision;
}
