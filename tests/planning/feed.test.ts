import fc from "fast-check";
import ICAL from "ical.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CalendarEvent, writeCalendar } from "@/lib/planning/icalendar";
import { openWorld, type World } from "../world";

let world: World;
let verbs: typeof import("@/lib/planning/open-calendar-feed") &
  typeof import("@/lib/planning/revoke-calendar-feed") &
  typeof import("@/lib/planning/read-feed") &
  typeof import("@/lib/planning/plan-window") &
  typeof import("@/lib/accounts/suspend-account") &
  typeof import("@/lib/accounts/restore-account") &
  typeof import("@/lib/tickets/open-ticket");
let door: typeof import("@/app/api/calendar/[token]/route");

beforeAll(async () => {
  world = await openWorld();
  verbs = {
    ...(await import("@/lib/planning/open-calendar-feed")),
    ...(await import("@/lib/planning/revoke-calendar-feed")),
    ...(await import("@/lib/planning/read-feed")),
    ...(await import("@/lib/planning/plan-window")),
    ...(await import("@/lib/accounts/suspend-account")),
    ...(await import("@/lib/accounts/restore-account")),
    ...(await import("@/lib/tickets/open-ticket")),
  };
  door = await import("@/app/api/calendar/[token]/route");
});
afterAll(() => world?.close());

const [nadia, camille, rachid, ines] = [
  "nadia@titulaire.example",
  "camille@culture.example",
  "rachid@efs.example",
  "ines@culture.example",
] as const;

/** What an independent reader of RFC 5545 finds in a calendar. */
function eventsOf(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return calendar.getAllSubcomponents("vevent").map((one) => new ICAL.Event(one));
}

async function fetchFeed(mail: string) {
  const { address } = await verbs.openCalendarFeed(world.actor(mail));
  const answer = await door.GET(new Request(address));
  return { address, status: answer.status, headers: answer.headers, text: await answer.text() };
}

describe("what is written", () => {
  const event: CalendarEvent = {
    uid: "1@guichet",
    start: new Date("2026-11-23T19:00:00Z"),
    end: new Date("2026-11-23T21:00:00Z"),
    stamp: new Date("2026-11-20T08:00:00Z"),
    sequence: 3,
    summary: "Titre",
  };

  test("is read back by somebody else’s reader, whatever was typed, in lines of 75 octets at most", () => {
    // Carriage returns and other control characters have no place in a calendar; the title of a ticket has none either.
    const words = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 200, size: "max" }),
      fc.string({
        unit: fc.constantFrom("é", "😀", "\\", ";", ",", '"', ":", "n", "N", " ", "\n", "END:VEVENT"),
        maxLength: 120,
        size: "max",
      }),
    );
    let folded = 0;
    fc.assert(
      fc.property(words, words, (summary, description) => {
        const plain = (text: string) => text.replaceAll("\t", " ").replaceAll(/[^\n\P{Cc}]/gu, "");
        const text = writeCalendar("Guichet", [{ ...event, summary, description }]);
        const lines = text.split("\r\n");
        expect(lines.pop()).toBe("");
        for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        folded += lines.filter((line) => line.startsWith(" ")).length;
        const [read, ...others] = eventsOf(text);
        expect(others).toEqual([]);
        expect(read!.summary ?? "").toBe(plain(summary));
        expect(read!.description ?? "").toBe(plain(description));
      }),
      { numRuns: 600 },
    );
    expect(folded).toBeGreaterThan(100);
  });

  test("keeps moments, identity and number of changes", () => {
    const [read] = eventsOf(writeCalendar("Guichet", [event]));
    expect([read!.uid, read!.sequence]).toEqual(["1@guichet", 3]);
    expect([read!.startDate.toJSDate(), read!.endDate.toJSDate()]).toEqual([event.start, event.end]);
  });
});

describe("the private address", () => {
  test("shows what its owner reads at that moment, and nothing else", async () => {
    const open = (project: string, title: string) =>
      verbs.openTicket(world.actor(nadia), { project, kind: "change", title, message: "…" });
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    const window = { start: `${tomorrow}T20:00:00Z`, end: `${tomorrow}T21:00:00Z` };
    for (const [project, title] of [
      ["PORTAIL", "Flux, du portail"],
      ["DON", "Flux du sang"],
    ] as const) {
      const { reference, version } = await open(project, title);
      await verbs.planWindow(world.actor(nadia), { ticket: reference, version, window });
    }
    const titles = async (mail: string) =>
      eventsOf((await fetchFeed(mail)).text).map(({ summary }) => summary.replace(/^[A-Z]+-\d+ /, ""));
    expect(await titles(nadia)).toEqual(expect.arrayContaining(["Flux, du portail", "Flux du sang"]));
    expect(await titles(camille)).toContain("Flux, du portail");
    expect(await titles(camille)).not.toContain("Flux du sang");
    expect(await titles(rachid)).not.toContain("Flux, du portail");
    expect((await titles(ines)).filter((title) => title.startsWith("Flux"))).toEqual([]);
  });

  test("is the same when asked again, tells a program that nothing changed, and is kept by no cache", async () => {
    const first = await fetchFeed(nadia);
    const again = await fetchFeed(nadia);
    expect(again.address).toBe(first.address);
    expect(first.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
    expect(first.headers.get("cache-control")).toContain("private");
    const unchanged = await door.GET(
      new Request(first.address, { headers: { "if-none-match": first.headers.get("etag")! } }),
    );
    expect(unchanged.status).toBe(304);
    expect((await door.POST(new Request(first.address, { method: "POST" }))).status).toBe(405);
  });

  test("answers as what does not exist once it is taken back; another one may be made", async () => {
    const { address } = await fetchFeed(rachid);
    await verbs.revokeCalendarFeed(world.actor(rachid));
    await expect(verbs.revokeCalendarFeed(world.actor(rachid))).rejects.toMatchObject({ code: "unknown-feed" });
    expect((await door.GET(new Request(address))).status).toBe(404);
    const other = await fetchFeed(rachid);
    expect([other.status, other.address === address]).toEqual([200, false]);
    expect((await door.GET(new Request(address))).status).toBe(404);
  });

  test("answers nothing while its owner is suspended", async () => {
    const { address } = await fetchFeed(camille);
    await verbs.suspendAccount(world.actor("admin@guichet.example"), { account: camille });
    expect((await door.GET(new Request(address))).status).toBe(404);
    await verbs.restoreAccount(world.actor("admin@guichet.example"), { account: camille });
    expect((await door.GET(new Request(address))).status).toBe(200);
  });

  test("cannot be guessed nor made from a row of the database", async () => {
    const { address } = await fetchFeed(nadia);
    const token = address.split("/").at(-1)!.replace(".ics", "");
    const wrong = [
      token.slice(0, -1) + (token.endsWith("A") ? "B" : "A"),
      token.slice(0, 40),
      "",
      "..%2f",
      `${token}A`,
      "%E0%A4%A",
    ];
    for (const one of wrong) {
      const answer = await door.GET(new Request(address.replace(token, one)));
      expect([one, answer.status]).toEqual([one, 404]);
    }
    const [row] = await world.owner`select id::text from calendar_feed where revoked_at is null limit 1`;
    expect(JSON.stringify(row)).not.toContain(token.slice(22));
  });
});
