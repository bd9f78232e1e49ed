import { type EventContent, hashEvent } from "./event";

/** What the first line of a chain follows. */
export const beginning = "0".repeat(64);

/** A line as it is stored, with the hash that it bears. */
export type Line = EventContent & { hash: string };

/** The last line of a chain, as its head remembers it; sequence 0 for a chain without lines. */
export interface Head {
  chainId: string;
  sequence: number;
  hash: string;
}

/**
 * How a chain is broken: a line whose content is not what its hash says, lines that are absent, a line that does not follow the
 * one before it, an end that is not the one the head remembers, lines without a head, a ticket without any line, a message or
 * a file that is not what its line says.
 */
export type Fault = "altered" | "missing" | "unlinked" | "cut" | "head" | "headless" | "untold" | "body";

/** What is wrong with a line, given the one before it; null when it holds. */
export function checkLine(before: Head, line: Line): Fault | null {
  if (line.sequence !== before.sequence + 1) return "missing";
  if (line.previousHash !== before.hash) return "unlinked";
  return hashLine(line) === line.hash ? null : "altered";
}

/** What is wrong with the end of a chain, given its head; null when the head is its last line. */
export function checkEnd(last: Head, head: Head): Fault | null {
  if (head.sequence > last.sequence) return "cut";
  return head.sequence === last.sequence && head.hash === last.hash ? null : "head";
}

/** Before the first line. */
export function startOf(chainId: string): Head {
  return { chainId, sequence: 0, hash: beginning };
}

export function endOf({ chainId, sequence, hash }: Line): Head {
  return { chainId, sequence, hash };
}

function hashLine({ hash: _, ...content }: Line): string {
  return hashEvent(content);
}
