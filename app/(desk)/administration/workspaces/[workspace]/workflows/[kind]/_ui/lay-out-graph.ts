import {
  anyInHand,
  findStatus,
  phases,
  type Workflow,
  type WorkflowMove,
  type WorkflowStatus,
} from "@/lib/workflows/workflow";

/** In pixels. */
export const nodeSize = { width: 148, height: 50 };
const gap = { column: 68, row: 26 };
const top = 34;

export interface Node {
  status: WorkflowStatus;
  x: number;
  y: number;
  /** Whether every ticket in hand may come here. */
  fromAnywhere: boolean;
}

export interface Edge {
  move: WorkflowMove;
  /** An SVG path, from status to status. */
  path: string;
  back: boolean;
}

/** Statuses in one column for each phase, from the first to the last, and the moves between them as curves. */
export function layOutGraph(workflow: Workflow) {
  const used = phases.filter((phase) => workflow.statuses.some((status) => status.phase === phase));
  const tallest = Math.max(0, ...used.map((phase) => workflow.statuses.filter((one) => one.phase === phase).length));
  const height = top + tallest * (nodeSize.height + gap.row);
  const nodes = used.flatMap((phase, column) => {
    const inside = workflow.statuses.filter((status) => status.phase === phase);
    const start = top + ((tallest - inside.length) * (nodeSize.height + gap.row)) / 2;
    return inside.map((status, row) => ({
      status,
      x: column * (nodeSize.width + gap.column),
      y: start + row * (nodeSize.height + gap.row),
      fromAnywhere: workflow.moves.some((move) => move.from === anyInHand && move.to === status.code),
    }));
  });
  return {
    nodes,
    edges: drawEdges(workflow, nodes),
    columns: used.map((phase, column) => ({ phase, x: column * (nodeSize.width + gap.column) })),
    width: used.length * (nodeSize.width + gap.column) - gap.column + 8,
    height,
  };
}

type Side = "left" | "right";
interface End {
  node: Node;
  side: Side;
  /** Where the other end is, by which the ends of a side are put in order. */
  towards: number;
}
interface Drawn {
  move: WorkflowMove;
  from: End;
  to: End;
  back: boolean;
}

function drawEdges(workflow: Workflow, nodes: Node[]): Edge[] {
  const nodeOf = new Map(nodes.map((node) => [node.status.code, node]));
  const seen = new Set<string>();
  const drawn = workflow.moves.flatMap((move): Drawn[] => {
    const [from, to] = [nodeOf.get(move.from), nodeOf.get(move.to)];
    if (!from || !to || from === to || seen.has(`${move.from} ${move.to}`)) return [];
    seen.add(`${move.from} ${move.to}`);
    const back = to.x < from.x;
    return [
      {
        move,
        back,
        from: { node: from, side: back ? "left" : "right", towards: to.y },
        to: { node: to, side: back || to.x === from.x ? "right" : "left", towards: from.y },
      },
    ];
  });
  const ends = drawn.flatMap(({ from, to }) => [from, to]);
  return drawn.map(({ move, from, to, back }) => ({
    move,
    back,
    path: curve(placeOf(from, ends), placeOf(to, ends), from, to),
  }));
}

/** The ends on one side of a status share its height. */
function placeOf(end: End, all: End[]): [x: number, y: number] {
  const { node, side } = end;
  const beside = all
    .filter((other) => other.node === node && other.side === side)
    .sort((one, other) => one.towards - other.towards);
  const share = (beside.indexOf(end) + 1) / (beside.length + 1);
  return [node.x + (side === "right" ? nodeSize.width : 0), node.y + share * nodeSize.height];
}

function curve([x1, y1]: [number, number], [x2, y2]: [number, number], from: End, to: End): string {
  const bend = from.node.x === to.node.x ? 44 : Math.max(40, Math.abs(x2 - x1) / 2.4);
  const out = (end: End) => (end.side === "right" ? bend : -bend);
  // The arrow's head takes the last pixels.
  const stop = x2 + (to.side === "right" ? 5 : -5);
  return `M${round(x1)} ${round(y1)}C${round(x1 + out(from))} ${round(y1)} ${round(x2 + out(to))} ${round(y2)} ${round(stop)} ${round(y2)}`;
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}

/** The label of a status, or its code when the draft lost it. */
export function labelOf(workflow: Workflow, code: string, locale: "fr" | "en"): string {
  const status = findStatus(workflow, code);
  return (locale === "en" ? status?.labelEn : status?.labelFr) || code;
}
