import { z } from "zod";
import { Conflict, Invalid, Refusal } from "@/lib/access/refusals";
import { log } from "@/lib/settings/log";

type Details = Record<string, string | number>;

/** A refusal as every door shows it; the catalogue area `refusals` has a sentence for each `code`. */
export interface Problem {
  status: number;
  code: string;
  details: Details;
  fields: { field: string; code: string; details: Details }[];
  /** After a conflict, what stands now. */
  current?: unknown;
}

/** What verbs say in both languages (`toFr`, `toEn`), under the one name by which sentences ask for it (`to`). */
export function detailsIn(locale: "fr" | "en", details: Details): Details {
  const ending = locale === "en" ? "En" : "Fr";
  const chosen = Object.entries(details).filter(([name]) => name.endsWith(ending));
  return { ...details, ...Object.fromEntries(chosen.map(([name, words]) => [name.slice(0, -2), words])) };
}

/** Turns what a verb threw into a problem. An error that nobody foresaw is logged; its reader gets the line's id, never a stack. */
export function problemOf(error: unknown): Problem {
  if (error instanceof z.ZodError) return problemOfInput(error);
  if (error instanceof Refusal) return problemOfRefusal(error);
  if (causes(error).some((cause) => unstorable.has(codeOf(cause))))
    return { status: 400, code: "invalid-input", details: {}, fields: [] };
  const id = crypto.randomUUID().slice(0, 8);
  log.error({ id, err: error }, "unexpected");
  const away = causes(error).some((cause) => unreachable.has(codeOf(cause)));
  return { status: away ? 503 : 500, code: away ? "unavailable" : "unexpected", details: { id }, fields: [] };
}

function problemOfRefusal(error: Refusal): Problem {
  const { status, code, details } = error;
  const fields = error instanceof Invalid && error.field ? [{ field: error.field, code, details }] : [];
  return { status, code, details, fields, ...(error instanceof Conflict ? { current: error.current } : {}) };
}

function problemOfInput(error: z.ZodError): Problem {
  const fields = error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((field) => ({ field, code: "unknown-field", details: {} }))
      : [{ field: issue.path.join("."), ...wordsOf(issue) }],
  );
  return { status: 400, code: "invalid-input", details: {}, fields };
}

function wordsOf(issue: z.core.$ZodIssue): { code: string; details: Details } {
  const details: Details = {};
  switch (issue.code) {
    case "custom":
      return { code: String(issue.params?.code ?? "invalid"), details: (issue.params?.details as Details) ?? details };
    case "too_small":
      if (issue.origin === "string" && Number(issue.minimum) <= 1) return { code: "required", details };
      return { code: codeOfBound(issue.origin, "short", "small"), details: { least: Number(issue.minimum) } };
    case "too_big":
      return { code: codeOfBound(issue.origin, "long", "big"), details: { most: Number(issue.maximum) } };
    case "invalid_type":
      // zod keeps the input out of its issues, rightly: only its words tell an absent value from a wrong one.
      return { code: issue.message.endsWith("received undefined") ? "required" : "wrong-type", details };
    case "invalid_value":
      return { code: "unknown-value", details };
    default:
      return { code: "invalid", details };
  }
}

function codeOfBound(origin: string, ofText: string, ofNumber: string): string {
  return `too-${origin === "string" || origin === "array" ? ofText : ofNumber}`;
}

/** PostgreSQL's words for values which no column can hold: an identifier that is none, text that is not UTF-8, a number too large. */
const unstorable = new Set(["22P02", "22021", "22P05", "22003", "22007", "22008"]);

/** What the driver and PostgreSQL say when the database is down, restarting or full of connections. */
const unreachable = new Set([
  ...[
    "ECONNREFUSED",
    "ECONNRESET",
    "EPIPE",
    "CONNECT_TIMEOUT",
    "CONNECTION_CLOSED",
    "CONNECTION_ENDED",
    "CONNECTION_DESTROYED",
  ],
  ...["57P01", "57P02", "57P03", "53300"],
]);

function codeOf(error: unknown): string {
  return String((error as { code?: unknown }).code ?? "");
}

function causes(error: unknown): unknown[] {
  const found = [];
  for (let cause = error; cause instanceof Error && found.length < 5; cause = cause.cause) found.push(cause);
  return found;
}
