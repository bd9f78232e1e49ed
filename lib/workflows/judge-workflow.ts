import {
  anyInHand,
  findStatus,
  type MoveName,
  movesFrom,
  ownFields,
  type Phase,
  reachedFrom,
  type Workflow,
  type WorkflowMove,
  type WorkflowStatus,
} from "./workflow";

/** What is wrong with a workflow, and where; each code has a sentence in the catalogue `workflows.faults`. */
export interface WorkflowFault {
  code: keyof typeof faultCodes;
  /** The code of the status, or what the move names. */
  status?: string;
  /** The place of the move in the list. */
  move?: number;
}

/** Every code, so that a test finds the sentence of each. */
export const faultCodes = {
  "no-initial": true,
  "several-initials": true,
  "initial-needs-approval": true,
  "no-resolved": true,
  "same-code": true,
  "same-label": true,
  "unknown-status": true,
  "same-move": true,
  "to-itself": true,
  "wrong-phase": true,
  "unknown-field": true,
  "fields-not-theirs": true,
  "approval-not-theirs": true,
  unreachable: true,
  "no-way-out": true,
  "no-confirm": true,
  "no-reopen": true,
  "no-cancel": true,
} as const;

/** All that is wrong with a workflow: no status without a way in and a way out, and a requester who can always have his say. */
export function judgeWorkflow(workflow: Workflow, knownFields: readonly string[] = []): WorkflowFault[] {
  const shape = [...judgeStatuses(workflow), ...judgeMoves(workflow, [...ownFields, ...knownFields])];
  // Ways are told of a workflow that holds together: otherwise one fault would be said ten times.
  return shape.length > 0 ? shape : [...judgeWays(workflow), ...judgeRequester(workflow)];
}

function judgeStatuses({ statuses }: Workflow): WorkflowFault[] {
  const initials = statuses.filter(({ phase }) => phase === "new");
  const faults: WorkflowFault[] = [];
  if (initials.length === 0) faults.push({ code: "no-initial" });
  for (const { code } of initials.slice(1)) faults.push({ code: "several-initials", status: code });
  if (initials[0]?.requiresApproval) faults.push({ code: "initial-needs-approval", status: initials[0].code });
  if (!statuses.some(({ phase }) => phase === "resolved")) faults.push({ code: "no-resolved" });
  for (const [index, status] of statuses.entries()) {
    const before = statuses.slice(0, index);
    if (before.some(({ code }) => code === status.code)) faults.push({ code: "same-code", status: status.code });
    else if (before.some(({ labelFr, labelEn }) => labelFr === status.labelFr || labelEn === status.labelEn))
      faults.push({ code: "same-label", status: status.code });
  }
  return faults;
}

/** Where a move of this meaning may lead. */
const phasesOf: Partial<Record<MoveName, Phase[]>> = {
  begin: ["open"],
  answer: ["open"],
  wait: ["waiting"],
  resolve: ["resolved"],
  confirm: ["closed"],
  reopen: ["new", "open"],
  cancel: ["closed"],
  submit: ["waiting"],
  refuse: ["new", "open", "closed"],
};

function judgeMoves(workflow: Workflow, fields: string[]): WorkflowFault[] {
  const same = (one: WorkflowMove, other: WorkflowMove) =>
    one.from === other.from && one.to === other.to && one.name === other.name;
  return workflow.moves.flatMap((move, index) => {
    const target = findStatus(workflow, move.to);
    const theirs = move.by.some((mover) => mover !== "writer");
    const wrong: Partial<Record<WorkflowFault["code"], boolean>> = {
      "unknown-status": !target || (move.from !== anyInHand && !findStatus(workflow, move.from)),
      "to-itself": move.from === move.to,
      "same-move": workflow.moves.slice(0, index).some((other) => same(move, other)),
      "wrong-phase": Boolean(target && move.name && !(phasesOf[move.name] ?? [target.phase]).includes(target.phase)),
      "unknown-field": move.fields.some((field) => !fields.includes(field)),
      "fields-not-theirs": theirs && move.fields.length > 0,
      "approval-not-theirs": theirs && target?.requiresApproval === true,
    };
    const codes = Object.entries(wrong).filter(([, is]) => is);
    return codes.map(([code]) => ({ code: code as WorkflowFault["code"], status: move.to, move: index }));
  });
}

function judgeWays(workflow: Workflow): WorkflowFault[] {
  const initial = workflow.statuses.find(({ phase }) => phase === "new")!;
  const reached = reachedFrom(workflow, initial.code);
  const leadsOut = ({ code, phase }: WorkflowStatus) =>
    phase === "closed" || [...reachedFrom(workflow, code)].some((to) => findStatus(workflow, to)?.phase === "closed");
  return [
    ...workflow.statuses
      .filter(({ code }) => !reached.has(code))
      .map(({ code }) => ({ code: "unreachable" as const, status: code })),
    ...workflow.statuses
      .filter((status) => !leadsOut(status))
      .map(({ code }) => ({ code: "no-way-out" as const, status: code })),
  ];
}

/** Whoever asked may cancel what is in hand, and confirm or refuse what is resolved. */
function judgeRequester(workflow: Workflow): WorkflowFault[] {
  const may = (status: WorkflowStatus, name: MoveName) =>
    movesFrom(workflow, status.code).some((move) => move.name === name && move.by.includes("requester"));
  return workflow.statuses.flatMap((status): WorkflowFault[] => {
    if (status.phase === "closed") return [];
    if (status.phase !== "resolved") return may(status, "cancel") ? [] : [{ code: "no-cancel", status: status.code }];
    const faults: WorkflowFault[] = [];
    if (!may(status, "confirm")) faults.push({ code: "no-confirm", status: status.code });
    if (!may(status, "reopen")) faults.push({ code: "no-reopen", status: status.code });
    return faults;
  });
}
