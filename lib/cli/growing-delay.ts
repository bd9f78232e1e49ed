/** Milliseconds before the next try: half a second, then twice as long after each death, up to half a minute. */
export function growingDelay(deaths: number): number {
  return Math.min(500 * 2 ** Math.max(0, deaths - 1), 30_000);
}
