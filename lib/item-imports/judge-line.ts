import { compareStates, type ItemState } from "@/lib/items/item-state";
import type { FieldValue } from "@/lib/workspaces/field";
import type { AskedRelation, ImportRefusal, LineAction, LineState } from "./item-import";
import { type CellFacts, readCell } from "./read-cell";

/** An item as a line may find it. */
export type KnownItem = ItemState & { id: string; version: number; writable: boolean };

export interface NamedItem {
  id: string;
  workspaceId: string;
}

/** All that judging asks of the database, for some lines at once. */
export interface LineFacts extends CellFacts {
  workspaceId: string;
  typeId: string;
  titles: string[];
  /** What each column feeds. */
  targets: (string | null)[];
  defaultProjectId: string | null;
  /** Whether items may be written there: in the workspace as a whole, or in one of its projects. */
  mayWriteIn: (projectId: string | null) => boolean;
  byKey: Map<string, KnownItem>;
  byName: Map<string, KnownItem[]>;
  named: Map<string, NamedItem[]>;
  /** The relations that stand already: see relationKey. */
  related: Set<string>;
  newId: () => string;
}

export interface Judged {
  action: LineAction;
  reason: ImportRefusal | null;
  externalKey: string | null;
  itemId: string | null;
  state: LineState | null;
}

class Refused extends Error {
  constructor(readonly refusal: ImportRefusal) {
    super(refusal.code);
  }
}

const refuse = (code: string, column?: string, details?: ImportRefusal["details"]): never => {
  throw new Refused({ code, ...(column !== undefined && { column }), ...(details && { details }) });
};

/** What one line of a sheet would do, and why not. Reads neither database nor clock. */
export function judgeLine(cells: string[], facts: LineFacts): Judged {
  let externalKey: string | null = null;
  try {
    if (cells.length > facts.titles.length) refuse("cells-without-title");
    const asked = readCells(cells, facts);
    externalKey = (asked.facts.externalKey as string | undefined) ?? null;
    const before = findItem(asked, facts);
    return { externalKey, ...decide(before, asked, facts) };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { action: "refuse", reason: error.refusal, externalKey, itemId: null, state: null };
  }
}

interface Asked {
  facts: Partial<Omit<ItemState, "values" | "typeId">>;
  values: Record<string, FieldValue>;
  relations: { target: string; column: string; texts: string[] }[];
}

/** An empty cell asks nothing: what stands there stays. */
function readCells(cells: string[], facts: LineFacts): Asked {
  const asked: Asked = { facts: {}, values: {}, relations: [] };
  for (const [place, target] of facts.targets.entries()) {
    const text = cells[place] ?? "";
    if (target === null || text === "") continue;
    const column = facts.titles[place]!;
    if (target.startsWith("relations.")) {
      asked.relations.push({ target, column, texts: splitNames(text) });
      continue;
    }
    const read = readCell(target, text, facts);
    if ("refusal" in read) return refuse(read.refusal, column, read.details);
    if (target.startsWith("values.")) asked.values[target.slice("values.".length)] = read.value as FieldValue;
    else Object.assign(asked.facts, { [factOf[target] ?? target]: read.value });
  }
  return asked;
}

const factOf: Record<string, string> = { owner: "ownerId", project: "projectId" };

/** Several names in one cell stand on lines of their own, or between semicolons. */
function splitNames(text: string): string[] {
  return text
    .split(/[\n;]/)
    .map((name) => name.trim())
    .filter(Boolean);
}

/** By its external key when the line has one, else by its whole name among items of the type. */
function findItem({ facts: { externalKey, name } }: Asked, facts: LineFacts): KnownItem | null {
  if (externalKey) {
    const known = facts.byKey.get(externalKey);
    if (known && known.typeId !== facts.typeId) refuse("key-of-another-type");
    if (known) return known;
    return null;
  }
  if (!name) return refuse("line-names-nothing");
  const known = facts.byName.get(name) ?? [];
  if (known.length > 1) refuse("several-items");
  return known[0] ?? null;
}

type Decided = Omit<Judged, "externalKey">;

function decide(before: KnownItem | null, asked: Asked, facts: LineFacts): Decided {
  const start = before ?? newState(facts);
  const after: ItemState = {
    ...stateOf(start),
    ...asked.facts,
    values: { ...start.values, ...asked.values },
  };
  ensureSound(before, after, facts);
  const id = before?.id ?? facts.newId();
  const relations = relate(id, asked.relations, facts);
  const differences = compareStates(stateOf(start), after);
  const state: LineState = { ...after, version: before?.version ?? null, differences, relations };
  if (!before) return { action: "create", reason: null, itemId: id, state };
  const same = differences.length === 0 && relations.length === 0;
  return { action: same ? "same" : "update", reason: null, itemId: id, state };
}

function newState({ typeId, defaultProjectId }: LineFacts): ItemState {
  return {
    ...{ typeId, projectId: defaultProjectId, name: "", externalKey: null, status: "planned", criticality: 3 },
    ...{ ownerId: null, startsOn: null, expiresOn: null, values: {} },
  };
}

function stateOf(item: ItemState): ItemState {
  const { typeId, projectId, name, externalKey, status, criticality, ownerId, startsOn, expiresOn, values } = item;
  return { typeId, projectId, name, externalKey, status, criticality, ownerId, startsOn, expiresOn, values };
}

function ensureSound(before: KnownItem | null, after: ItemState, facts: LineFacts) {
  if (after.name === "") refuse("line-without-name");
  if ((before && !before.writable) || !facts.mayWriteIn(after.projectId)) refuse("item-not-writable");
  if (after.startsOn && after.expiresOn && after.expiresOn < after.startsOn) refuse("ends-before-it-begins");
  const missing = facts.fields.find(({ code, required }) => required && after.values[code] === undefined);
  if (missing) refuse("field-missing", undefined, { field: missing.labelFr, fieldEn: missing.labelEn });
}

/** The relations asked for that do not stand yet; none is ever ended. */
function relate(id: string, asked: Asked["relations"], facts: LineFacts): AskedRelation[] {
  const { workspaceId } = facts;
  const found = new Map<string, AskedRelation>();
  for (const { target, column, texts } of asked) {
    const [, code, back] = target.split(".");
    const type = facts.relationTypes.find((one) => one.code === code);
    if (!type) return refuse("unknown-relation-type", column);
    for (const text of texts) {
      const [other, another] = facts.named.get(text) ?? [];
      if (!other) return refuse("unknown-related-item", column, { name: text.slice(0, 80) });
      if (another) return refuse("several-related-items", column, { name: text.slice(0, 80) });
      if (other.id === id) return refuse("related-to-itself", column);
      const own = { workspaceId, id };
      const [from, to] = back ? [other, own] : [own, other];
      const relation = {
        ...{ typeWorkspaceId: type.workspaceId, typeId: type.id },
        ...{ fromWorkspaceId: from.workspaceId, fromId: from.id, toWorkspaceId: to.workspaceId, toId: to.id },
      };
      const key = relationKey(relation);
      if (!facts.related.has(key)) found.set(key, relation);
    }
  }
  return [...found.values()];
}

export function relationKey({ typeId, fromId, toId }: Pick<AskedRelation, "typeId" | "fromId" | "toId">): string {
  return `${typeId} ${fromId} ${toId}`;
}
