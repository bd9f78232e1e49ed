import { z } from "zod";
import { MessageText, TicketTitle } from "@/lib/tickets/ticket";

/** A step of a template; a change made from it has it as a task. */
export const TemplateStep = z.strictObject({ list: z.enum(["implementation", "rollback"]), title: TicketTitle });
export type TemplateStep = z.output<typeof TemplateStep>;

export const ChangeTemplateFacts = z.strictObject({
  title: TicketTitle.pipe(z.string().max(150)),
  message: MessageText.pipe(z.string().max(20_000)),
  /** Implementation first, then rollback, each in its order. */
  steps: z.array(TemplateStep).max(60).default([]),
  risk: z.int().min(1).max(2).default(1),
  /** The key of the only project in which it may be used; any project of the workspace when absent. */
  project: z.string().min(1).max(20).optional(),
});

/** The lines of two text areas as steps. */
export function stepsOf(implementation: string, rollback: string): TemplateStep[] {
  const titles = (text: string) =>
    text
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean);
  return [
    ...titles(implementation).map((title) => ({ list: "implementation" as const, title })),
    ...titles(rollback).map((title) => ({ list: "rollback" as const, title })),
  ];
}
