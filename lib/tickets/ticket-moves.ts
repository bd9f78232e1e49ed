import { and, eq, isNotNull } from "drizzle-orm";
import { field } from "@/db/schema";
import { mayTicket } from "@/lib/access/ability";
import { Invalid } from "@/lib/access/refusals";
import { getRights, type Rights } from "@/lib/access/rights";
import type { Transaction } from "@/lib/tenancy/actor";
import { judgeMove, type MoveFacts, type MoveVerdict, offeredMoves, type WantedMove } from "@/lib/workflows/judge-move";
import { findStatus, landingsOf, type MoveName, type Mover, movers, type Phase } from "@/lib/workflows/workflow";
import { getWorkflow, rowOf, standingOf, type WorkflowInForce } from "@/lib/workflows/workflow-queries";
import { hasApproval } from "./approval-standing";
import { readFieldLabels, refuseMove } from "./refuse-move";
import type { Kind } from "./ticket";
import type { Ticket } from "./ticket-queries";
import { type Columns, columnsOfStatus } from "./write-ticket";

// The only place that chooses a ticket's next status. Verbs write what it gives, with what else they change.

/** The columns of an explicit move; `filled` is what the same change fills in. Throws Invalid, Forbidden or Conflict in words. */
export async function columnsOfMove(tx: Transaction, read: Ticket, wanted: WantedMove, filled: Filled = {}) {
  const inForce = await getWorkflow(tx, read.workspaceId, read.kind);
  if ("to" in wanted && wanted.to === read.statusCode) return {};
  if ("to" in wanted && !rowOf(inForce, wanted.to)) throw new Invalid("unknown-status", "status");
  const verdict = await judge(tx, inForce, read, wanted, filled);
  if (!verdict.allowed) return refuseMove(tx, inForce, read, verdict);
  return columnsTo(inForce, read, verdict.move.to);
}

/** The same for what a message does by itself: nothing where the process has no such move, or something is missing for it. */
export async function columnsOfMoveIfAny(tx: Transaction, read: Ticket, name: MoveName): Promise<Columns> {
  const inForce = await getWorkflow(tx, read.workspaceId, read.kind);
  const verdict = await judge(tx, inForce, read, { name }, {});
  return verdict.allowed ? columnsTo(inForce, read, verdict.move.to) : {};
}

/** The same for what a decision or a stage does to its ticket, whoever decided: nothing where the process has no such move. */
export async function columnsOfDecision(tx: Transaction, read: Ticket, name: MoveName): Promise<Columns> {
  const inForce = await getWorkflow(tx, read.workspaceId, read.kind);
  const verdict = await judge(tx, inForce, read, { name }, {}, movers);
  return verdict.allowed ? columnsTo(inForce, read, verdict.move.to) : {};
}

/**
 * The columns of a ticket that comes from another process, or is ended from outside its own (a merge): the status asked or the first
 * one of the phase, unless an approval stands before it; else the initial one. Throws Conflict for a status asked that is past one.
 */
export async function columnsOfLanding(tx: Transaction, read: Ticket, kind: Kind, asked: { to: string } | Phase) {
  const inForce = await getWorkflow(tx, read.workspaceId, kind);
  const landings = landingsOf(inForce.workflow);
  if (typeof asked === "object" && !rowOf(inForce, asked.to)) throw new Invalid("unknown-status", "status");
  const wanted = landings.find(({ code, phase }) => (typeof asked === "object" ? code === asked.to : phase === asked));
  if (!wanted && typeof asked === "object")
    return refuseMove(tx, inForce, read, {
      allowed: false,
      reason: "no-such-move",
      to: landings.map(({ code }) => code),
    });
  return columnsTo(inForce, read, (wanted ?? landings.find(({ phase }) => phase === "new") ?? landings[0]!).code);
}

/** What the asking person may make of a ticket now, with what is still in the way; and the statuses that its history speaks of. */
export async function readMoves(tx: Transaction, read: Ticket) {
  const inForce = await getWorkflow(tx, read.workspaceId, read.kind);
  const facts = await factsOf(tx, inForce, read, {});
  const standing = standingOf(inForce, read.statusId);
  const offered = offeredMoves(inForce.workflow, facts).map((verdict) => ({
    verdict,
    missing: !verdict.allowed && verdict.reason === "fields-needed" ? verdict.missing : [],
  }));
  const missing = [...new Set(offered.flatMap((one) => one.missing))];
  const labels = await readFieldLabels(tx, read.workspaceId, missing);
  return {
    moves: offered.map(({ verdict, missing: codes }) => ({
      ...findStatus(inForce.workflow, verdict.move.to)!,
      name: verdict.move.name ?? null,
      missing: codes.map((code) => labels[missing.indexOf(code)]!),
      needsApproval: !verdict.allowed && verdict.reason === "approval-needed",
    })),
    /** The status whose moves it follows, when its own was removed. */
    follows: standing && standing.id !== read.statusId ? standing : null,
    statuses: inForce.rows,
  };
}

export type ReadMoves = Awaited<ReturnType<typeof readMoves>>;

/** What a change fills in at the same time as it moves. */
export type Filled = { categoryId?: string | null; assigneeId?: string | null; fields?: Record<string, unknown> };

async function judge(
  tx: Transaction,
  inForce: WorkflowInForce,
  read: Ticket,
  wanted: WantedMove,
  filled: Filled,
  roles?: readonly Mover[],
): Promise<MoveVerdict> {
  return judgeMove(inForce.workflow, await factsOf(tx, inForce, read, filled, { wanted, roles }), wanted);
}

/** The approval is looked up only where some move depends on it, which is never one of who merely asked. */
async function factsOf(
  tx: Transaction,
  inForce: WorkflowInForce,
  read: Ticket,
  filled: Filled,
  { wanted, roles: given }: { wanted?: WantedMove; roles?: readonly Mover[] } = {},
): Promise<MoveFacts> {
  const { moves, statuses } = inForce.workflow;
  const asked = moves.filter((move) => !wanted || ("to" in wanted ? move.to === wanted.to : move.name === wanted.name));
  const targets = new Set(asked.map(({ to }) => to));
  const gated = statuses.some(({ code, requiresApproval }) => requiresApproval && targets.has(code));
  const needsFields = asked.some(({ fields }) => fields.length > 0);
  const roles = given ?? rolesOf(await getRights(tx), read);
  const [approved, archived] = await Promise.all([
    gated && roles.includes("writer") ? hasApproval(tx, read) : false,
    needsFields ? listArchivedFields(tx, read) : ([] as string[]),
  ]);
  const values: Record<string, unknown> = {
    ...read.fields,
    ...filled.fields,
    category: filled.categoryId === undefined ? read.categoryId : filled.categoryId,
    assignee: filled.assigneeId === undefined ? read.assigneeId : filled.assigneeId,
  };
  return {
    status: standingOf(inForce, read.statusId)?.code ?? read.statusCode,
    roles,
    // A field that was archived since can no longer be filled in: it holds nobody back.
    filled: (field) => (values[field] != null && values[field] !== "") || archived.includes(field),
    approved,
  };
}

async function listArchivedFields(tx: Transaction, { workspaceId }: Ticket): Promise<string[]> {
  const gone = await tx
    .select({ code: field.code })
    .from(field)
    .where(and(eq(field.workspaceId, workspaceId), isNotNull(field.archivedAt)));
  return gone.map(({ code }) => code);
}

/** What somebody is to a ticket, as moves name it. */
function rolesOf(rights: Rights, read: Ticket): Mover[] {
  const isRequester = read.requesterId === rights.accountId;
  return movers.filter(
    (mover) =>
      ({
        writer: mayTicket(rights, "change", read),
        requester: isRequester,
        participant: isRequester || read.takesPart,
      })[mover],
  );
}

function columnsTo(inForce: WorkflowInForce, read: Ticket, code: string): Columns {
  const row = rowOf(inForce, code);
  if (!row) throw new Invalid("unknown-status", "status");
  return row.id === read.statusId ? {} : columnsOfStatus(read, row);
}
