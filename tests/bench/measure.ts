/** Middle value; the two around it are not averaged, so a median is a time that was really measured. */
export function median(times: number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)]!;
}

export function percentile(times: number[], share: number): number {
  return [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))]!;
}

/** Milliseconds that each of `rounds` runs took, after a few that warm caches and plans. */
export async function time(rounds: number, work: (round: number) => Promise<unknown>): Promise<number[]> {
  for (let round = 0; round < Math.min(10, rounds); round++) await work(round);
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const before = performance.now();
    await work(round);
    times.push(performance.now() - before);
  }
  return times;
}

/** Answers a second of one address asked by `connections` callers in turn for `seconds`; throws on any answer but 200. */
export async function throughput(url: string, headers: Record<string, string>, connections: number, seconds: number) {
  const until = performance.now() + seconds * 1000;
  let answers = 0;
  let bytes = 0;
  const caller = async () => {
    while (performance.now() < until) {
      const response = await fetch(url, { headers, redirect: "manual" });
      const body = await response.arrayBuffer();
      if (response.status !== 200) throw new Error(`${url} answered ${response.status}`);
      answers++;
      bytes = body.byteLength;
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: connections }, caller));
  return { perSecond: answers / ((performance.now() - began) / 1000), bytes };
}

const milliseconds = (value: number) => `${value.toFixed(value < 10 ? 2 : 0)} ms`;

/** One line of the table: what, how much, and against which budget. */
export function line(what: string, value: string, budget = "", met?: boolean) {
  console.log(
    `${what.padEnd(58)} ${value.padStart(14)}  ${budget.padEnd(28)} ${met === undefined ? "" : met ? "tenu" : "MANQUÉ"}`,
  );
}

/** Prints the median and the 95th percentile of measured times, and whether the median keeps the budget. */
export function timesLine(what: string, times: number[], budget?: number) {
  const middle = median(times);
  line(
    what,
    milliseconds(middle),
    `p95 ${milliseconds(percentile(times, 0.95))}${budget ? `, budget ${milliseconds(budget)}` : ""}`,
    budget === undefined ? undefined : middle <= budget,
  );
}
