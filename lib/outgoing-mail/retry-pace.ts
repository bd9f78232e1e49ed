const shortest = 20;
const longest = 4 * 3_600;

/** Seconds during which a mail that a server does not take is tried again: three days. */
export const patience = 72 * 3_600;

/** Seconds between one try and the next: each wait is twice the one before, up to four hours; the last try ends the third day. */
export const retryDelays: readonly number[] = growingDelays();

/** How long to wait once `attempts` tries have failed; null when the last one has. */
export function secondsBeforeNextTry(attempts: number): number | null {
  return retryDelays[attempts - 1] ?? null;
}

function growingDelays(): number[] {
  const delays: number[] = [];
  let waited = 0;
  for (let next = shortest; waited < patience; next = Math.min(2 * next, longest)) {
    const delay = Math.min(next, patience - waited);
    delays.push(delay);
    waited += delay;
  }
  return delays;
}
