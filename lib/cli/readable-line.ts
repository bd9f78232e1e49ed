/** A line of our JSON log as a person reads it: the hour, what happened, the rest as it is. Any other line is left alone. */
export function readableLine(line: string): string {
  if (!line.startsWith('{"level":')) return line;
  try {
    const { level, time, msg, ...rest } = JSON.parse(line) as Record<string, unknown>;
    const hour = new Date(String(time)).toLocaleTimeString("fr-FR");
    const gravity = Number(level) >= 50 ? "erreur : " : Number(level) >= 40 ? "attention : " : "";
    const more = Object.keys(rest).length > 0 ? ` ${JSON.stringify(rest)}` : "";
    return `${hour} ${gravity}${msg ?? ""}${more}`;
  } catch {
    return line;
  }
}
