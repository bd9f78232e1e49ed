import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { approval, plan, project, task } from "@/db/schema";
import { authorizeTicket } from "@/lib/access/ability";
import { NotFound } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import { type Actor, insideTransaction, type Transaction } from "@/lib/tenancy/actor";
import { newIdentifier } from "@/lib/tenancy/identifier";
import { refuseWithoutApproval } from "@/lib/tickets/approval-standing";
import { openTicket } from "@/lib/tickets/open-ticket";
import { MessageText, TicketTitle } from "@/lib/tickets/ticket";
import { getTicketById, type Ticket } from "@/lib/tickets/ticket-queries";
import { writeTicket } from "@/lib/tickets/write-ticket";
import type { TemplateStep } from "./change-template";
import { type ChangeTemplate, getUsableTemplate } from "./change-template-queries";

export const OpenStandardChangeInput = z.strictObject({
  project: z.string().min(1).max(20),
  template: z.uuid(),
  /** What this one is about, after the template's own title and text. */
  title: TicketTitle.pipe(z.string().max(45)).optional(),
  message: MessageText.optional(),
});

/**
 * Opens a change from its template, approved beforehand as the template is; an edit of its fields or steps undoes that approval.
 * Throws NotFound, Forbidden or Invalid.
 */
export async function openStandardChange(actor: Actor, input: z.input<typeof OpenStandardChangeInput>) {
  const asked = OpenStandardChangeInput.parse(input);
  return actor.transaction(async (tx) => {
    const place = await getOpenProject(tx, asked.project);
    const template = await getUsableTemplate(tx, place, asked.template);
    const opened = await openTicket(insideTransaction(actor, tx), {
      ...{ project: place.key, kind: "change" },
      title: asked.title ? `${template.title} : ${asked.title}` : template.title,
      message: asked.message ? `${template.message}\n\n${asked.message}` : template.message,
    });
    authorizeTicket(await getRights(tx), "change", opened);
    await writeTicket(tx, opened, { fields: template.fields });
    await makePlan(tx, opened, template);
    await approveBeforehand(tx, opened, template);
    return getTicketById(tx, opened.id);
  });
}

type Template = Pick<ChangeTemplate, "id" | "title" | "risk" | "steps">;

async function makePlan(tx: Transaction, { workspaceId, id: ticketId }: Ticket, { id, risk, steps }: Template) {
  await tx.insert(plan).values({ workspaceId, ticketId, type: "standard", templateId: id, risk });
  const rows = steps.map(({ list, title }: TemplateStep, position) => ({
    ...{ workspaceId, id: newIdentifier(), ticketId, list, title, position: position + 1 },
    createdBy: tx.asking.accountId,
  }));
  if (rows.length > 0) await tx.insert(task).values(rows);
}

async function approveBeforehand(tx: Transaction, { workspaceId, id: ticketId }: Ticket, template: Template) {
  const approvalId = newIdentifier();
  await refuseWithoutApproval(() =>
    tx.insert(approval).values({
      ...{ workspaceId, id: approvalId, ticketId, subject: "change", needed: 1, templateId: template.id },
      // PostgreSQL compares the change with its template, and refuses any other word.
      ...{ state: "approved", fingerprint: "", askedBy: tx.asking.accountId! },
    }),
  );
  await recordEvent(tx, {
    type: "approval.decided",
    ...{ workspaceId, ticketId },
    payload: { approvalId, subject: "change", templateId: template.id, template: template.title, state: "approved" },
  });
}

async function getOpenProject(tx: Transaction, key: string) {
  const [found] = await tx
    .select()
    .from(project)
    .where(and(eq(project.key, key.trim().toUpperCase()), isNull(project.archivedAt)));
  if (!found) throw new NotFound("unknown-project");
  return found;
}
