import { ExternalKey, type itemStatuses } from "@/lib/items/item";
import type { ItemField } from "@/lib/items/item-type";
import { type FieldValue, judgeFieldValue } from "@/lib/workspaces/field";
import { Name } from "@/lib/workspaces/workspace";

export interface CellFacts {
  fields: ItemField[];
  relationTypes: { workspaceId: string; id: string; code: string }[];
  /** Projects by key and by name, members by mail address and by name, both folded; null when several have it. */
  projects: Map<string, string | null>;
  members: Map<string, string | null>;
}

type Details = Record<string, string | number>;
type Read = { value: FieldValue | null } | { refusal: string; details?: Details };

const statusWords: Record<string, (typeof itemStatuses)[number]> = {
  prévu: "planned",
  planned: "planned",
  "en service": "in-service",
  "in service": "in-service",
  "in-service": "in-service",
  "en maintenance": "maintenance",
  maintenance: "maintenance",
  retiré: "retired",
  retired: "retired",
};

const criticalityWords: Record<string, number> = {
  ...{ vitale: 1, vital: 1, forte: 2, high: 2, normale: 3, normal: 3, faible: 4, low: 4, minor: 4 },
  ...{ 1: 1, 2: 2, 3: 3, 4: 4 },
};

/** What a cell says of a fact or of a field of the type, as people write it in a spreadsheet. */
export function readCell(target: string, text: string, facts: CellFacts): Read {
  switch (target) {
    case "name":
      return parsed(Name.safeParse(text), text, 200);
    case "externalKey":
      return parsed(ExternalKey.safeParse(text), text, 200);
    case "status":
      return among(statusWords[fold(text)]);
    case "criticality":
      return among(criticalityWords[fold(text)]);
    case "owner":
      return someone(facts.members.get(fold(text)), "unknown-member");
    case "project":
      return someone(facts.projects.get(fold(text)), "unknown-project");
    case "startsOn":
    case "expiresOn":
      return readDay(text);
  }
  return readFieldCell(target.slice("values.".length), text, facts.fields);
}

/** Capitals and spaces around make no difference. */
export function fold(text: string): string {
  return text.normalize("NFC").trim().toLowerCase();
}

function parsed(result: { success: boolean; data?: unknown }, text: string, most: number): Read {
  if (result.success) return { value: result.data as string };
  return text.length > most ? { refusal: "too-long", details: { most } } : { refusal: "one-line" };
}

function among(value: FieldValue | undefined): Read {
  return value === undefined ? { refusal: "unknown-value" } : { value };
}

function someone(id: string | null | undefined, code: string): Read {
  if (id === null) return { refusal: "several-of-that-name" };
  return id === undefined ? { refusal: code } : { value: id };
}

function readFieldCell(code: string, text: string, fields: ItemField[]): Read {
  const field = fields.find((one) => one.code === code);
  if (!field) return { refusal: "unknown-target", details: { title: code } };
  const { choices } = field;
  const type = field.type === "secret" ? "text" : field.type;
  if (type === "date") return readDay(text);
  const judged = judgeFieldValue({ code, type, choices }, wordsOf(type, text, choices));
  return judged;
}

/** Choices by their labels, yes and no in both languages; the rest as it stands. */
function wordsOf(type: string, text: string, choices: ItemField["choices"]): FieldValue {
  const folded = fold(text);
  if (type === "choice") {
    const chosen = choices.find((one) => [one.code, one.labelFr, one.labelEn].some((word) => fold(word) === folded));
    return chosen?.code ?? text;
  }
  if (type === "moment" && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/.test(text)) return `${text}Z`;
  if (type !== "boolean") return text;
  if (["oui", "vrai", "yes", "true", "x", "1"].includes(folded)) return true;
  if (["non", "faux", "no", "false", "0"].includes(folded)) return false;
  return text;
}

/** `2026-11-03`, `03/11/2026` as it is written in French, or the number of days that spreadsheets keep (from 30 December 1899). */
function readDay(text: string): Read {
  const french = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  const serial = /^\d{5}(\.0+)?$/.test(text) ? Number(text) : null;
  const day =
    serial !== null
      ? new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString().slice(0, 10)
      : french
        ? `${french[3]}-${french[2]!.padStart(2, "0")}-${french[1]!.padStart(2, "0")}`
        : text.replace(/T00:00(:00(\.0+)?)?Z?$/, "");
  const judged = judgeFieldValue({ code: "day", type: "date", choices: [] }, day);
  if ("value" in judged && typeof judged.value === "string" && judged.value < "1900-01-01")
    return { refusal: "too-early" };
  return judged;
}
