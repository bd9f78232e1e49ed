import { describe, expect, test } from "vitest";
import en from "@/app/messages/en";
import fr from "@/app/messages/fr";
import { compareWorkflows } from "@/lib/workflows/compare-workflows";
import { defaultWorkflows } from "@/lib/workflows/default-workflows";
import { faultCodes, judgeWorkflow } from "@/lib/workflows/judge-workflow";
import { kinds, landingsOf, Workflow, type WorkflowMove, type WorkflowStatus } from "@/lib/workflows/workflow";

const request = defaultWorkflows.request;

test.each(kinds)("the process with which a workspace is born is sound: %s", (kind) => {
  expect(Workflow.parse(defaultWorkflows[kind])).toEqual(defaultWorkflows[kind]);
  expect(judgeWorkflow(defaultWorkflows[kind])).toEqual([]);
});

const extra = (code: string, more: Partial<WorkflowStatus> = {}): WorkflowStatus => ({
  code,
  labelFr: code,
  labelEn: code,
  phase: "open",
  colour: "grey",
  requiresApproval: false,
  ...more,
});
const move = (from: string, to: string, more: Partial<WorkflowMove> = {}): WorkflowMove => ({
  from,
  to,
  by: ["writer"],
  fields: [],
  ...more,
});
const withStatus = (status: WorkflowStatus, ...moves: WorkflowMove[]) => ({
  statuses: [...request.statuses, status],
  moves: [...request.moves, ...moves],
});
const without = (unwanted: (one: WorkflowMove) => boolean) => ({
  ...request,
  moves: request.moves.filter((one) => !unwanted(one)),
});

describe("a workflow is refused", () => {
  const cases: [string, Workflow, object][] = [
    ["with a status without a way in", withStatus(extra("lost")), { code: "unreachable", status: "lost" }],
    [
      "with a status without a way out",
      withStatus(extra("stuck", { phase: "resolved" }), move("*", "stuck")),
      { code: "no-way-out", status: "stuck" },
    ],
    [
      "with two first statuses",
      withStatus(extra("newer", { phase: "new" })),
      { code: "several-initials", status: "newer" },
    ],
    [
      "without a first status",
      { ...request, statuses: request.statuses.filter(({ phase }) => phase !== "new") },
      { code: "no-initial" },
    ],
    ["with the same code twice", withStatus(extra("closed")), { code: "same-code", status: "closed" }],
    [
      "with the same label twice",
      withStatus(extra("again", { labelFr: "Close" }), move("*", "again")),
      { code: "same-label", status: "again" },
    ],
    [
      "with a move to nowhere",
      { ...request, moves: [...request.moves, move("new", "moon")] },
      { code: "unknown-status" },
    ],
    ["when nobody can cancel", without(({ name }) => name === "cancel"), { code: "no-cancel", status: "new" }],
    ["when its requester cannot confirm", without(({ name }) => name === "confirm"), { code: "no-confirm" }],
    [
      "when its requester cannot refuse the resolution",
      without(({ name }) => name === "reopen"),
      { code: "no-reopen" },
    ],
    [
      "when a requester is asked for fields",
      {
        ...request,
        moves: request.moves.map((one) => ({ ...one, fields: one.name === "cancel" ? ["category"] : [] })),
      },
      { code: "fields-not-theirs", status: "cancelled" },
    ],
    [
      "when a field does not exist",
      { ...request, moves: [...request.moves, move("new", "closed", { fields: ["moonPhase"] })] },
      { code: "unknown-field" },
    ],
    [
      "when what is called a confirmation closes nothing",
      { ...request, moves: [...request.moves, move("resolved", "new", { name: "confirm" })] },
      { code: "wrong-phase" },
    ],
  ];
  test.each(cases)("%s", (_, workflow, fault) => {
    expect(judgeWorkflow(workflow)).toContainEqual(expect.objectContaining(fault));
  });
});

test("each fault has a sentence in each language", () => {
  for (const { refusals } of [fr, en])
    for (const code of Object.keys(faultCodes)) expect(refusals).toHaveProperty([`workflow-${code}`]);
});

test("what comes from another process never lands past an approval", () => {
  const codes = landingsOf(defaultWorkflows.change).map(({ code }) => code);
  expect(codes).toContain("in-progress");
  for (const past of ["approved", "implementing", "resolved", "closed"]) expect(codes).not.toContain(past);
});

test("what differs between two versions is told by statuses and moves", () => {
  const after = withStatus(extra("check"), move("*", "check"));
  after.statuses[0] = { ...after.statuses[0]!, labelFr: "Reçue" };
  expect(compareWorkflows(request, after)).toMatchObject({
    any: true,
    added: ["check"],
    removed: [],
    changed: ["new"],
    movesAdded: [["*", "check"]],
    movesRemoved: [],
  });
  expect(compareWorkflows(request, structuredClone(request)).any).toBe(false);
});
