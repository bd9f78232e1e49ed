// A calendar as RFC 5545 writes it. Pure: what is told, and nothing else.

export interface CalendarEvent {
  uid: string;
  start: Date;
  end: Date;
  /** When what is told last changed, and how many times it did. */
  stamp: Date;
  sequence: number;
  summary: string;
  description?: string;
  url?: string;
  category?: string;
  /** Not certain yet. */
  tentative?: boolean;
  /** Leaves the person free: a span that only informs. */
  transparent?: boolean;
}

/** The text of a calendar; moments are in UTC, which needs no description of any zone. */
export function writeCalendar(name: string, events: CalendarEvent[]): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Guichet//Guichet//FR",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    `X-WR-CALNAME:${escapeText(name)}`,
    "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
    "X-PUBLISHED-TTL:PT1H",
    ...events.flatMap(linesOf),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join("");
}

function linesOf(event: CalendarEvent): string[] {
  return [
    "BEGIN:VEVENT",
    `UID:${escapeText(event.uid)}`,
    `DTSTAMP:${utc(event.stamp)}`,
    `LAST-MODIFIED:${utc(event.stamp)}`,
    `SEQUENCE:${event.sequence}`,
    `DTSTART:${utc(event.start)}`,
    `DTEND:${utc(event.end)}`,
    `SUMMARY:${escapeText(event.summary)}`,
    ...(event.description ? [`DESCRIPTION:${escapeText(event.description)}`] : []),
    ...(event.url ? [`URL:${event.url.replaceAll(/[\r\n]/g, "")}`] : []),
    ...(event.category ? [`CATEGORIES:${escapeText(event.category)}`] : []),
    `STATUS:${event.tentative ? "TENTATIVE" : "CONFIRMED"}`,
    `TRANSP:${event.transparent ? "TRANSPARENT" : "OPAQUE"}`,
    "END:VEVENT",
  ];
}

/** `20261123T143000Z` (RFC 5545, 3.3.5). */
function utc(moment: Date): string {
  return `${moment.toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`;
}

/** RFC 5545, 3.3.11: nothing that somebody typed can end a line or begin another property. */
function escapeText(text: string): string {
  return text
    .replaceAll(/\r\n?/g, "\n")
    .replaceAll("\t", " ")
    .replaceAll(/[^\n\P{Cc}]/gu, "")
    .replaceAll(/[\\;,]/g, "\\$&")
    .replaceAll("\n", "\\n");
}

const longestLine = 75;

/** RFC 5545, 3.1: lines of 75 octets at most, the end of line excluded, cut between characters and never within one. */
function fold(line: string): string {
  const folded: string[] = [];
  let current = "";
  let size = 0;
  for (const character of line) {
    const octets = Buffer.byteLength(character);
    // What goes on begins with a space, which counts.
    if (size + octets > longestLine) {
      folded.push(current);
      [current, size] = [" ", 1];
    }
    current += character;
    size += octets;
  }
  return [...folded, current].join("\r\n");
}
