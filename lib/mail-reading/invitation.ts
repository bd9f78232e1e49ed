/** What a calendar file says of its first event. */
export interface Invitation {
  title: string | null;
  place: string | null;
  /** A moment when the file says which; else a time of the clocks of `zone` (null: wherever one is). */
  start: InvitationTime | null;
  /** The organiser calls it off. */
  cancelled: boolean;
}

export interface InvitationTime {
  /** ISO 8601; with a `Z` only when it is a moment. */
  at: string;
  zone: string | null;
  wholeDay: boolean;
}

const longestRead = 256 * 1024;
const longestValue = 500;

/** Reads iCalendar (RFC 5545) in one pass, and of it only what a line can say; null when there is no event in it. */
export function readInvitation(text: string): Invitation | null {
  const lines = text
    .slice(0, longestRead)
    .replace(/\r?\n[ \t]/g, "")
    .split(/\r\n|\r|\n/)
    .map(splitLine);
  const begin = lines.findIndex(({ name, value }) => name === "BEGIN" && /^VEVENT$/i.test(value));
  if (begin < 0) return null;
  const end = lines.findIndex(({ name, value }, at) => at > begin && name === "END" && /^VEVENT$/i.test(value));
  const event = lines.slice(begin + 1, end < 0 ? undefined : end);
  const find = (wanted: string, among = event) => among.find(({ name }) => name === wanted);
  const cancelled = /^cancel/i.test(find("METHOD", lines)?.value ?? "") || /^cancel/i.test(find("STATUS")?.value ?? "");
  return {
    title: wordsOf(find("SUMMARY")?.value),
    place: wordsOf(find("LOCATION")?.value),
    start: timeOf(find("DTSTART")),
    cancelled,
  };
}

interface Line {
  name: string;
  parameters: string;
  value: string;
}

/** `DTSTART;TZID="Europe/Paris":20261124T140000`; a colon inside quotes belongs to a parameter. */
function splitLine(line: string): Line {
  const [, name = "", parameters = "", value = ""] =
    /^([A-Za-z0-9-]{1,60})((?:;(?:[^":]|"[^"]*")*)?):(.*)$/s.exec(line.slice(0, 4_000)) ?? [];
  return { name: name.toUpperCase(), parameters, value };
}

function wordsOf(value: string | undefined): string | null {
  const text = (value ?? "")
    .replace(/\\n/gi, " ")
    .replace(/\\([\\;,])/g, "$1")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
    .replace(/[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  return text === "" ? null : text.slice(0, longestValue);
}

function timeOf(line: Line | undefined): InvitationTime | null {
  const found = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z)?)?$/.exec(line?.value.trim() ?? "");
  if (!found || !line) return null;
  const [, year, month, day, hour, minute, second, utc = ""] = found;
  const at = hour ? `${year}-${month}-${day}T${hour}:${minute}:${second}${utc}` : `${year}-${month}-${day}`;
  if (Number.isNaN(Date.parse(hour && !utc ? `${at}Z` : at))) return null;
  const zone = /;TZID=("?)([^";:]{1,100})\1/i.exec(line.parameters)?.[2] ?? null;
  return { at, zone: utc ? null : zone, wholeDay: hour === undefined };
}
