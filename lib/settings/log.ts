import pino from "pino";

type Line = Record<string, unknown>;

/** What never reaches a log, wherever it stands in a line. */
const secrets = ["authorization", "cookie", "password", "token", "secret", "hash", "body", "text", "params", "query"];

/** This process's log: one JSON line per happening, on standard error. */
export const log = pino(
  {
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: "…" },
    serializers: { err: describeError },
  },
  { write: (line: string) => void process.stderr.write(escapeControls(line)) },
);

/** JSON escapes C0 only: DEL, C1 (a terminal obeys 0x9b), line separators and bidirectional marks could still forge a line. */
export function escapeControls(line: string): string {
  return line.replace(
    /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/**
 * Name, code and frames. Only our own errors say their message: the driver's quote the statement's parameters
 * (words of a ticket, hashes of passwords) and PostgreSQL's quote values.
 */
export function describeError(error: unknown): Line {
  if (!(error instanceof Error)) return { name: typeof error };
  const { code, constraint_name: constraint, table_name: table } = error as Error & Line;
  return {
    name: error.name,
    ...(isForeign(error) ? {} : { message: error.message }),
    ...(code === undefined ? {} : { code, constraint, table }),
    frames: framesOf(error),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}

/** The stack without the message at its head, whose lines could look like frames. */
function framesOf(error: Error): string[] {
  const stack = error.stack ?? "";
  const head = stack.indexOf(error.message);
  return stack
    .slice(head < 0 ? 0 : head + error.message.length)
    .split("\n")
    .filter((frame) => /^\s+at /.test(frame))
    .slice(0, 20)
    .map((frame) => frame.trim());
}

function isForeign(error: Error): boolean {
  return error.name === "DrizzleQueryError" || error.name === "PostgresError" || "query" in error;
}
