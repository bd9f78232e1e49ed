import type { Impact } from "@/lib/items/impact-queries";

/** In pixels. */
export const nodeSize = { width: 200, height: 44 };
const gap = { column: 56, row: 14 };
const margin = 8;

/** More than one look takes in. */
export const mostDrawn = 60;

export interface Drawn {
  id: string;
  name: string;
  type: { fr: string; en: string };
  x: number;
  y: number;
}

/** A column for each distance, from the item that fails; each item at the height of what leads to it, as near as room allows. */
export function layOutImpact({ start, affected }: Pick<Impact, "start" | "affected">) {
  const shown = affected.slice(0, mostDrawn);
  const columns = Map.groupBy(shown, ({ depth }) => depth);
  const tallest = Math.max(1, ...[...columns.values()].map((inside) => inside.length));
  const rowHeight = nodeSize.height + gap.row;
  const height = tallest * rowHeight + 2 * margin;
  const nodes = new Map<string, Drawn>();
  const place = (one: { id: string; name: string; typeFr: string; typeEn: string }, column: number, y: number) =>
    nodes.set(one.id, {
      ...{ id: one.id, name: one.name, type: { fr: one.typeFr, en: one.typeEn } },
      ...{ x: margin + column * (nodeSize.width + gap.column), y },
    });
  place(start, 0, (height - nodeSize.height) / 2);
  for (const [depth, inside] of columns) {
    const from = (one: (typeof inside)[number]) => nodes.get(one.way.at(-1)!.fromId)?.y ?? 0;
    const sorted = inside.toSorted((a, b) => from(a) - from(b) || a.name.localeCompare(b.name));
    const top = (height - sorted.length * rowHeight + gap.row) / 2;
    for (const [row, one] of sorted.entries()) place(one, depth, top + row * rowHeight);
  }
  const edges = shown.map(({ id, way }) => ({ id, path: curve(nodes.get(way.at(-1)!.fromId)!, nodes.get(id)!) }));
  const depth = Math.max(0, ...columns.keys());
  const width = 2 * margin + (depth + 1) * (nodeSize.width + gap.column) - gap.column;
  return { nodes: [...nodes.values()], edges, width, height };
}

function curve(from: Drawn, to: Drawn): string {
  const [x1, y1] = [from.x + nodeSize.width, from.y + nodeSize.height / 2];
  const [x2, y2] = [to.x - 5, to.y + nodeSize.height / 2];
  const bend = gap.column / 2;
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
}

/** As much of a name as a node holds. */
export function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
