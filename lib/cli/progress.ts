const colours = process.stdout.isTTY === true && !process.env.NO_COLOR;
const paint = (code: number, text: string) => (colours ? `\x1b[${code}m${text}\x1b[0m` : text);

export const bold = (text: string) => paint(1, text);
export const dim = (text: string) => paint(2, text);
export const red = (text: string) => paint(31, text);
export const passed = paint(32, "✓");
export const failed = paint(31, "✗");

export function say(text = ""): void {
  process.stdout.write(`${text}\n`);
}

/** Does one piece of work under its name: a line when it lasts, one every ten seconds, one with its time at the end. */
export async function step<T>(name: string, work: () => Promise<T>, ending?: (result: T) => string): Promise<T> {
  const started = Date.now();
  const first = setTimeout(() => say(`  … ${name}`), 400);
  const beat = setInterval(() => say(dim(`    ${name} : ${elapsed(started)}`)), 10_000);
  try {
    const result = await work();
    say(`  ${passed} ${ending ? ending(result) : name} ${dim(`(${elapsed(started)})`)}`);
    return result;
  } finally {
    clearTimeout(first);
    clearInterval(beat);
  }
}

/** Time since a moment, as French people write it: "1,2 s", "48 s", "2 min 05 s". */
export function elapsed(since: number, now = Date.now()): string {
  const seconds = (now - since) / 1000;
  if (seconds < 10) return `${seconds.toFixed(1).replace(".", ",")} s`;
  if (seconds < 59.5) return `${Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, "0")} s`;
}
