import type { start } from "../actions";

type Changes = Parameters<typeof start>[0]["changes"];

/** Stands for a field that is emptied, where an empty value means that it stays. */
export const emptied = "-";

/** What the form asks: an empty field asks nothing. */
export function changesOf(form: FormData): Changes {
  const text = (name: string) => String(form.get(name) ?? "").trim();
  const changes: Changes = {};
  if (text("status")) changes.status = text("status");
  if (text("assignee")) changes.assignee = text("assignee") === emptied ? null : text("assignee");
  if (text("category")) changes.category = text("category") === emptied ? null : text("category");
  if (text("priority")) changes.priority = text("priority") === emptied ? null : Number(text("priority"));
  if (text("priority") && text("priorityReason")) changes.priorityReason = text("priorityReason");
  if (text("project")) changes.project = text("project");
  if (text("participants"))
    changes.participants = text("participants")
      .split(/[\s,;]+/)
      .filter(Boolean);
  if (text("message")) changes.message = text("message");
  return changes;
}
