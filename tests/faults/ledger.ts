import { setTimeout as pause } from "node:timers/promises";

/** What a client was told is done; the rest it must ask again. */
export interface Ledger {
  /** Titles acknowledged, each with what was said of it: a reference, or nothing for a mail. */
  acknowledged: Map<string, string>;
  refusals: string[];
}

export function newLedger(): Ledger {
  return { acknowledged: new Map(), refusals: [] };
}

/** One try: the acknowledgement, or null when it has to be tried again. Throws when trying again would be of no use. */
export type Try = (title: string) => Promise<string | null>;

/** Sends each title until it is acknowledged, a few at a time, as a client does that waits and insists. */
export async function sendAll(ledger: Ledger, titles: string[], lanes: number, attempt: Try): Promise<void> {
  const waiting = [...titles];
  const lane = async () => {
    for (let title = waiting.shift(); title; title = waiting.shift()) await insist(ledger, title, attempt);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

async function insist(ledger: Ledger, title: string, attempt: Try): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      const said = await attempt(title);
      if (said !== null) {
        ledger.acknowledged.set(title, said);
        return;
      }
    } catch (error) {
      if (error instanceof Refused) {
        ledger.refusals.push(`${title}: ${error.message}`);
        return;
      }
    }
    await pause(Math.min(100 * tries, 1_000));
  }
}

/** An answer that trying again would not change. */
export class Refused extends Error {}
