import fc from "fast-check";
import { judgeWorkflow } from "@/lib/workflows/judge-workflow";
import type { Mover, Phase, Workflow, WorkflowMove, WorkflowStatus } from "@/lib/workflows/workflow";

/** Every status that a random workflow may have: a code keeps its phase from one version to the next. */
const pool: Record<Phase, string[]> = {
  new: ["new"],
  open: ["open-a", "open-b", "open-c"],
  waiting: ["waiting-a", "waiting-b"],
  resolved: ["resolved-a", "resolved-b"],
  closed: ["closed-a", "closed-b", "closed-c"],
};

export const everyCode = Object.values(pool).flat();

const some = (codes: string[], least: number) => fc.subarray(codes, { minLength: least });
const by = fc.subarray<Mover>(["writer", "requester", "participant"], { minLength: 1 });

/** A sound workflow with random statuses, random moves between them, gates and required fields. */
export const anyWorkflow: fc.Arbitrary<Workflow> = fc
  .record({
    open: some(pool.open, 1),
    waiting: some(pool.waiting, 0),
    resolved: some(pool.resolved, 1),
    closed: some(pool.closed, 1),
    gated: some([...pool.open, ...pool.waiting], 0),
    loose: fc.array(fc.tuple(fc.nat(), fc.nat(), by, fc.boolean(), fc.boolean()), { maxLength: 25 }),
  })
  .map(({ open, waiting, resolved, closed, gated, loose }) => {
    const statuses: WorkflowStatus[] = Object.entries({ new: ["new"], open, waiting, resolved, closed }).flatMap(
      ([phase, codes]) =>
        codes.map((code) => ({
          code,
          labelFr: code,
          labelEn: code,
          phase: phase as Phase,
          colour: "grey" as const,
          requiresApproval: gated.includes(code),
        })),
    );
    const codes = statuses.map(({ code }) => code);
    const moves: WorkflowMove[] = [
      move("*", closed[0]!, ["requester", "writer"], "cancel"),
      ...resolved.flatMap((code) => [
        move(code, closed[0]!, ["requester"], "confirm"),
        move(code, open.find((one) => !gated.includes(one)) ?? "new", ["requester", "participant"], "reopen"),
      ]),
      ...loose.map(([from, to, movers, needsField, named]) =>
        drawnMove(statuses, from % (codes.length + 1), to % codes.length, movers, needsField, named),
      ),
    ];
    return { statuses, moves: withoutDoubles(moves) };
  })
  .filter((workflow) => judgeWorkflow(workflow).length === 0);

function move(
  from: string,
  to: string,
  movers: Mover[],
  name?: WorkflowMove["name"],
  fields: string[] = [],
): WorkflowMove {
  return { from, to, by: movers, fields, ...(name ? { name } : {}) };
}

const nameTo: Partial<Record<Phase, WorkflowMove["name"]>> = { waiting: "wait", resolved: "resolve", open: "answer" };

function drawnMove(
  statuses: WorkflowStatus[],
  from: number,
  to: number,
  movers: Mover[],
  needsField: boolean,
  named: boolean,
): WorkflowMove {
  const target = statuses[to]!;
  const onlyWriters = target.requiresApproval || needsField;
  const name = named ? nameTo[target.phase] : undefined;
  const fields = needsField ? ["category"] : [];
  return move(statuses[from]?.code ?? "*", target.code, onlyWriters ? ["writer"] : movers, name, fields);
}

function withoutDoubles(moves: WorkflowMove[]): WorkflowMove[] {
  const seen = new Set<string>();
  return moves.filter(({ from, to, name }) => {
    const key = [from, to, name].join(" ");
    if (from === to || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
