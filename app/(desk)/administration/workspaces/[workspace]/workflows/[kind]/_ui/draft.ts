import { anyInHand, type Colour, type Phase, type Workflow, type WorkflowMove } from "@/lib/workflows/workflow";

/** A field of the workspace that a move may require. */
export interface RequirableField {
  code: string;
  labelFr: string;
  labelEn: string;
}

/** A workflow being written: its moves bear a key, so that lines keep their place while they are edited. */
export interface Draft {
  statuses: Workflow["statuses"];
  moves: (WorkflowMove & { key: number })[];
  /** For each removed status, the one that replaces it. */
  replacements: Record<string, string>;
}

export function draftOf({ statuses, moves }: Workflow): Draft {
  return { statuses, moves: moves.map((move, key) => ({ ...move, key })), replacements: {} };
}

export function workflowOf({ statuses, moves }: Draft): Workflow {
  return { statuses, moves: moves.map(({ key: _, ...move }) => move) };
}

const colourOf: Record<Phase, Colour> = {
  new: "blue",
  open: "violet",
  waiting: "amber",
  resolved: "green",
  closed: "grey",
};

/** A status more, with the code that its English label gives, or one like it that was never used here. */
export function addStatus(
  draft: Draft,
  asked: { labelFr: string; labelEn: string; phase: Phase },
  known: string[],
): Draft {
  const base = asked.labelEn
    .normalize("NFD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "")
    .slice(0, 50);
  const taken = new Set([...known, ...draft.statuses.map(({ code }) => code)]);
  let code = base || "status";
  for (let number = 2; taken.has(code); number++) code = `${base || "status"}-${number}`;
  const status = { ...asked, code, colour: colourOf[asked.phase], requiresApproval: false };
  const last = draft.statuses.findLastIndex(({ phase }) => phase === asked.phase);
  const statuses = [...draft.statuses];
  statuses.splice(last < 0 ? statuses.length : last + 1, 0, status);
  return { ...draft, statuses };
}

export function editStatus(draft: Draft, code: string, facts: Partial<Workflow["statuses"][number]>): Draft {
  return { ...draft, statuses: draft.statuses.map((one) => (one.code === code ? { ...one, ...facts } : one)) };
}

/** Takes a status out, with the moves that leave it or lead to it. */
export function removeStatus(draft: Draft, code: string): Draft {
  return {
    statuses: draft.statuses.filter((one) => one.code !== code),
    moves: draft.moves.filter(({ from, to }) => from !== code && to !== code),
    replacements: Object.fromEntries(Object.entries(draft.replacements).filter(([, to]) => to !== code)),
  };
}

/** Puts a status one place earlier (-1) or later (1). */
export function shiftStatus(draft: Draft, code: string, by: -1 | 1): Draft {
  const statuses = [...draft.statuses];
  const place = statuses.findIndex((one) => one.code === code);
  const [moved] = statuses.splice(place, 1);
  statuses.splice(Math.max(0, place + by), 0, moved!);
  return { ...draft, statuses };
}

export function addMove(draft: Draft): Draft {
  const key = Math.max(0, ...draft.moves.map((move) => move.key)) + 1;
  const to = draft.statuses.at(-1)?.code ?? "";
  return { ...draft, moves: [...draft.moves, { key, from: anyInHand, to, by: ["writer"], fields: [] }] };
}

export function editMove(draft: Draft, key: number, facts: Partial<WorkflowMove>): Draft {
  return { ...draft, moves: draft.moves.map((move) => (move.key === key ? { ...move, ...facts } : move)) };
}

export function removeMove(draft: Draft, key: number): Draft {
  return { ...draft, moves: draft.moves.filter((move) => move.key !== key) };
}
