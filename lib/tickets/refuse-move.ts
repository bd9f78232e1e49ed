import { and, eq, inArray } from "drizzle-orm";
import { field } from "@/db/schema";
import { Conflict, Forbidden } from "@/lib/access/refusals";
import type { Transaction } from "@/lib/tenancy/actor";
import type { MoveVerdict } from "@/lib/workflows/judge-move";
import { findStatus } from "@/lib/workflows/workflow";
import type { WorkflowInForce } from "@/lib/workflows/workflow-queries";
import type { Ticket } from "./ticket-queries";

/** Says in both languages why a move is refused: what it lacks, or which ones there are. */
export async function refuseMove(
  tx: Transaction,
  inForce: WorkflowInForce,
  read: Ticket,
  verdict: Exclude<MoveVerdict, { allowed: true }>,
): Promise<never> {
  const from = { fromFr: read.statusFr, fromEn: read.statusEn };
  if (verdict.reason === "no-such-move") {
    const [movesFr, movesEn] = labelsOf(verdict.to.map((code) => findStatus(inForce.workflow, code)!));
    throw new Conflict("no-such-move", null, { ...from, count: verdict.to.length, movesFr, movesEn });
  }
  if (verdict.reason === "not-yours") throw new Forbidden("move-not-yours");
  const [toFr, toEn] = labelsOf([findStatus(inForce.workflow, verdict.move.to)!]);
  if (verdict.reason === "approval-needed") throw new Conflict("approval-needed", null, { toFr, toEn });
  const [fieldsFr, fieldsEn] = labelsOf(await readFieldLabels(tx, inForce.workspaceId, verdict.missing));
  throw new Conflict("fields-needed", null, { toFr, toEn, fieldsFr, fieldsEn });
}

interface Labels {
  labelFr: string;
  labelEn: string;
}

function labelsOf(all: Labels[]): [string, string] {
  const quoted = (open: string, words: string[], close: string) => words.map((word) => open + word + close).join(", ");
  return [
    quoted(
      "« ",
      all.map(({ labelFr }) => labelFr),
      " »",
    ),
    quoted(
      "“",
      all.map(({ labelEn }) => labelEn),
      "”",
    ),
  ];
}

const own: Record<string, Labels> = {
  category: { labelFr: "Typologie", labelEn: "Category" },
  assignee: { labelFr: "Agent en charge", labelEn: "Assignee" },
};

/** What people call these fields. */
export async function readFieldLabels(
  tx: Transaction,
  workspaceId: string,
  codes: string[],
): Promise<(Labels & { code: string })[]> {
  const theirs = codes.filter((code) => !own[code]);
  const rows = theirs.length
    ? await tx
        .select({ code: field.code, labelFr: field.labelFr, labelEn: field.labelEn })
        .from(field)
        .where(and(eq(field.workspaceId, workspaceId), inArray(field.code, theirs)))
    : [];
  return codes.map((code) => {
    const { labelFr = code, labelEn = code } = own[code] ?? rows.find((row) => row.code === code) ?? {};
    return { code, labelFr, labelEn };
  });
}
