import { expect, test } from "vitest";
import { natureOfFile } from "@/lib/files/file-nature";
import { readInvitation } from "@/lib/mail-reading/invitation";
import { isReadable, readSample } from "../incoming-mail/sample";

const event = (...lines: string[]) =>
  ["BEGIN:VCALENDAR", "BEGIN:VEVENT", ...lines, "END:VEVENT", "END:VCALENDAR"].join("\r\n");

test("an invitation says its title, its place and its time, whatever the folding and the escapes", async () => {
  const mail = await readSample("calendar-invitation-outlook");
  const file = isReadable(mail) ? mail.attachments[0]!.content : null;
  expect(readInvitation(file && "bytes" in file ? String(file.bytes) : "")).toEqual({
    title: "Comité de pilotage, deuxième séance",
    place: "Salle Malraux; 3e étage",
    start: { at: "2026-11-24T14:00:00", zone: "Europe/Paris", wholeDay: false },
    cancelled: false,
  });
});

test.each([
  [
    "a moment",
    event("DTSTART:20261124T130000Z"),
    { start: { at: "2026-11-24T13:00:00Z", zone: null, wholeDay: false } },
  ],
  ["a whole day", event("DTSTART;VALUE=DATE:20261124"), { start: { at: "2026-11-24", zone: null, wholeDay: true } }],
  ["an impossible day", event("DTSTART:20261399T999999Z"), { start: null }],
  ["no time at all", event("SUMMARY:Café"), { title: "Café", start: null, place: null }],
  ["a cancellation", event("STATUS:CANCELLED"), { cancelled: true }],
  [
    "an alarm's own words, which are not the event's",
    event("SUMMARY:Vrai", "BEGIN:VALARM", "SUMMARY:Faux"),
    { title: "Vrai" },
  ],
])("%s", (_name, text, told) => {
  expect(readInvitation(text)).toMatchObject(told);
});

test("what is no calendar is no invitation, and a hostile one is read at once", () => {
  expect(readInvitation("")).toBeNull();
  expect(readInvitation("BEGIN:VCALENDAR\nEND:VCALENDAR")).toBeNull();
  const began = performance.now();
  readInvitation(event(`SUMMARY;${'X="'.repeat(50_000)}:x`, `LOCATION:${"\\n".repeat(500_000)}`));
  readInvitation("BEGIN:VEVENT\n".repeat(100_000));
  expect(performance.now() - began).toBeLessThan(1_000);
});

test.each([
  ["message-1.eml", "text/plain", "mail"],
  ["invite.ics", "text/calendar", "invitation"],
  ["smime.p7s", "application/octet-stream", "signature"],
  ["signature.asc", "text/plain", "signature"],
  ["encrypted.asc", "text/plain", "encrypted"],
  ["smime.p7m", "application/octet-stream", "encrypted"],
  ["plan.pdf", "application/pdf", null],
  ["notes.asc", "text/plain", null],
] as const)("%s is known for what it is for", (name, type, nature) => {
  expect(natureOfFile({ name, type })).toBe(nature);
});
