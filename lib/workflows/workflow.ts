import { z } from "zod";

export const kinds = ["incident", "request", "problem", "change", "release"] as const;
export type Kind = (typeof kinds)[number];

/** What clocks, filters and statistics count on; each status belongs to one. */
export const phases = ["new", "open", "waiting", "resolved", "closed"] as const;
export type Phase = (typeof phases)[number];

export const colours = ["grey", "blue", "violet", "amber", "green", "red"] as const;
export type Colour = (typeof colours)[number];

/** Who makes a move: who may change the ticket, its requester, or whoever takes part in it. */
export const movers = ["writer", "requester", "participant"] as const;
export type Mover = (typeof movers)[number];

/** Moves that the code asks for by their meaning, whatever the statuses are called. */
export const moveNames = [
  "begin",
  "answer",
  "wait",
  "resolve",
  "confirm",
  "reopen",
  "cancel",
  "submit",
  "approve",
  "refuse",
  "implement",
  "install",
  "rollBack",
] as const;
export type MoveName = (typeof moveNames)[number];

/** Stands in `from` for every status in which a ticket is still in hand: new, open or waiting. */
export const anyInHand = "*";

/** Fields of every ticket that a move may require, beside the workspace's own. */
export const ownFields = ["category", "assignee"] as const;

export const StatusCode = z
  .string()
  .max(60)
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);

const Label = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), { params: { code: "control-characters" } });

export const WorkflowStatus = z
  .strictObject({
    code: StatusCode,
    labelFr: Label,
    labelEn: Label,
    phase: z.enum(phases),
    colour: z.enum(colours),
    requiresApproval: z.boolean(),
  })
  .meta({ id: "WorkflowStatus" });
export type WorkflowStatus = z.output<typeof WorkflowStatus>;

export const WorkflowMove = z
  .strictObject({
    from: z.union([z.literal(anyInHand), StatusCode]),
    to: StatusCode,
    by: z.array(z.enum(movers)).min(1).max(movers.length),
    fields: z.array(z.string().min(1).max(60)).max(20).default([]),
    name: z.enum(moveNames).optional(),
  })
  .meta({ id: "WorkflowMove" });
export type WorkflowMove = z.output<typeof WorkflowMove>;

/** The statuses of a kind, in their order, and the moves between them. */
export const Workflow = z.strictObject({
  statuses: z.array(WorkflowStatus).min(1).max(40),
  moves: z.array(WorkflowMove).max(400),
});
export type Workflow = z.output<typeof Workflow>;

export function isInHand(phase: Phase): boolean {
  return phase !== "resolved" && phase !== "closed";
}

/** Whether tickets of a removed status may follow another one: what is in hand stays so, what is resolved or closed too. */
export function mayReplace(removed: { phase: Phase }, by: { phase: Phase }): boolean {
  return removed.phase === by.phase || (isInHand(removed.phase) && isInHand(by.phase));
}

export function findStatus(workflow: Workflow, code: string): WorkflowStatus | undefined {
  return workflow.statuses.find((status) => status.code === code);
}

/** The moves that leave a status; one that names it hides those of `anyInHand` with the same target. */
export function movesFrom(workflow: Workflow, code: string): WorkflowMove[] {
  const status = findStatus(workflow, code);
  if (!status) return [];
  const named = workflow.moves.filter((move) => move.from === code);
  const general = isInHand(status.phase) ? workflow.moves.filter((move) => move.from === anyInHand) : [];
  const hidden = new Set([code, ...named.map((move) => move.to)]);
  return [...named, ...general.filter((move) => !hidden.has(move.to))];
}

/** The statuses reached from one by any number of moves, itself included; `through` says which may be entered. */
export function reachedFrom(
  workflow: Workflow,
  code: string,
  through: (status: WorkflowStatus) => boolean = () => true,
): Set<string> {
  const reached = new Set([code]);
  // A set is walked in the order of insertion, what is added meanwhile included.
  for (const from of reached)
    for (const { to } of movesFrom(workflow, from)) {
      const status = findStatus(workflow, to);
      if (status && through(status)) reached.add(to);
    }
  return reached;
}

/** Where a ticket that comes from another process may land: never past a status that requires an approval. */
export function landingsOf(workflow: Workflow): WorkflowStatus[] {
  const initial = workflow.statuses.find(({ phase }) => phase === "new");
  if (!initial) return [];
  const reached = reachedFrom(workflow, initial.code, (status) => !status.requiresApproval);
  return workflow.statuses.filter(({ code }) => reached.has(code));
}
