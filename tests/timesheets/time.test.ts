import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Ticket } from "@/lib/tickets/ticket-queries";
import { openWorld, type World } from "../world";

// Three levels: none, accounted, real. Whoever lacks a level finds no trace of it, by whatever path he comes.

let world: World;
let api: typeof import("../api/ask");
let add: typeof import("@/lib/timesheets/add-time").addTime;
let ticket: Ticket;

const none = "ines@culture.example";
const accounted = "camille@culture.example";
const real = "nadia@titulaire.example";

/** Found nowhere else: 3 h 37 min real, 1 h 13 min accounted. */
const traces = { real: "217", accounted: "73", words: "reprise du coffre zinzolin" };

beforeAll(async () => {
  world = await openWorld();
  api = await import("../api/ask");
  add = (await import("@/lib/timesheets/add-time")).addTime;
  const { openTicket } = await import("@/lib/tickets/open-ticket");
  ticket = await openTicket(world.actor(none), { project: "PORTAIL", title: "Du temps", message: "Du temps passé." });
  await add(world.actor(real), {
    ticket: ticket.reference,
    spentOn: "2026-11-03",
    accountedMinutes: 73,
    realMinutes: 217,
    description: traces.words,
  });
});
afterAll(() => world?.close());

describe("no trace of time for who may not read it", () => {
  const paths = [
    "/tickets/{ref}",
    "/tickets/{ref}/time",
    "/tickets/{ref}/events?limit=200",
    "/tickets/{ref}/messages",
    "/tickets/{ref}/participants",
    "/tickets?limit=200",
    "/tickets?q=zinzolin",
    "/tickets?q=217",
    "/workspaces/culture/events",
  ];

  test.each(paths)("by the API: %s", async (path) => {
    const at = path.replace("{ref}", ticket.reference);
    const [of_none, of_accounted] = await Promise.all(
      [none, accounted].map(async (mail) => api.ask(await api.tokenOf(world, mail), "GET", at)),
    );
    expect(of_none!.text).not.toContain(traces.words);
    expect(of_none!.text).not.toMatch(/"accountedMinutes":|"realMinutes":\s*\d/);
    expect(of_accounted!.text).not.toMatch(/"realMinutes":\s*\d|realTime\.added","at/);
    expect(of_accounted!.text).not.toContain(`:${traces.real}`);
    if (path.endsWith("/time")) {
      expect([of_none!.status, of_accounted!.status]).toEqual([404, 200]);
      expect(of_accounted!.text).toContain(`"accountedMinutes":${traces.accounted}`);
    }
  });

  test("who may write nothing of it is refused as for a ticket that is not there, or in words", async () => {
    const body = { spentOn: "2026-11-03", accountedMinutes: 5 };
    const path = `/tickets/${ticket.reference}/time`;
    const absent = await api.ask(await api.tokenOf(world, none), "POST", "/tickets/PORTAIL-99999/time", body);
    const mine = await api.ask(await api.tokenOf(world, none), "POST", path, body);
    expect([mine.status, absent.status]).toEqual([404, 404]);
    const theirs = await api.ask(await api.tokenOf(world, accounted), "POST", path, body);
    expect(theirs.status).toBe(403);
  });

  test("in the tables themselves, whatever is asked of them", async () => {
    const { sql } = await import("drizzle-orm");
    const seen = (mail: string) =>
      world.actor(mail).transaction(async (tx) => {
        const [found] = await tx.execute<{ entries: number; reals: number; lines: string[] | null }>(sql`select
          (select count(*)::int from time_entry) as entries, (select count(*)::int from time_real) as reals,
          (select array_agg(type order by type) from event where ticket_id = ${ticket.id} and type ilike '%time%') as lines`);
        return found!;
      });
    expect(await seen(none)).toEqual({ entries: 0, reals: 0, lines: null });
    expect(await seen(accounted)).toMatchObject({ reals: 0, lines: ["time.added"] });
    expect((await seen(accounted)).entries).toBeGreaterThan(0);
    expect(await seen(real)).toMatchObject({ lines: ["realTime.added", "time.added"] });
    expect((await seen(real)).reals).toBeGreaterThan(0);
  });

  test("in the search, the list, and the ticket's own dates", async () => {
    const { listTickets } = await import("@/lib/tickets/ticket-list-queries");
    const { TicketFilter } = await import("@/lib/tickets/ticket-filter");
    const { getTicket } = await import("@/lib/tickets/ticket-queries");
    for (const mail of [none, accounted, real]) {
      const found = await world
        .actor(mail)
        .transaction((tx) => listTickets(tx, TicketFilter.parse({ q: "zinzolin" }), { limit: 10 }));
      expect(found.items).toEqual([]);
    }
    const before = await world.actor(none).transaction((tx) => getTicket(tx, ticket.reference));
    await add(world.actor(real), { ticket: ticket.reference, spentOn: "2026-11-04", accountedMinutes: 10 });
    const after = await world.actor(none).transaction((tx) => getTicket(tx, ticket.reference));
    expect(after).toEqual(before);
  });

  test("by mail: nobody is written to", async () => {
    const { workspaceActor } = await import("@/lib/tenancy/actor");
    const { sql } = await import("drizzle-orm");
    const count = () =>
      workspaceActor(ticket.workspaceId).transaction(async (tx) => {
        const [found] = await tx.execute<{ mails: number }>(sql`select count(*)::int as mails from outgoing_mail`);
        return found!.mails;
      });
    const before = await count();
    await add(world.actor(real), { ticket: ticket.reference, spentOn: "2026-11-05", accountedMinutes: 10 });
    expect(await count()).toBe(before);
  });

  test("in the live stream: ines hears nothing of it, camille of accounted time and not of real time", async () => {
    const { followTickets } = await import("@/lib/tickets/follow-tickets");
    const heard: Record<string, number> = { [none]: 0, [accounted]: 0 };
    const stops = [none, accounted].map((mail) =>
      followTickets(world.actor(mail), (references) => {
        if (references?.includes(ticket.reference)) heard[mail]!++;
      }),
    );
    await wait(500);
    await add(world.actor(real), { ticket: ticket.reference, spentOn: "2026-11-06", accountedMinutes: 10 });
    await wait(1500);
    for (const stop of stops) stop();
    expect(heard[none]).toBe(0);
    expect(heard[accounted]).toBeGreaterThan(0);
  });
});

describe("time is written", () => {
  test("a correction is another line: the first one stays, removed, and the sum tells the last", async () => {
    const { correctTime } = await import("@/lib/timesheets/correct-time");
    const { listTime } = await import("@/lib/timesheets/time-queries");
    const { removeTime } = await import("@/lib/timesheets/remove-time");
    const oscar = world.actor("oscar@titulaire.example");
    const facts = { ticket: ticket.reference, spentOn: "2026-10-01" };
    const first = await add(oscar, { ...facts, accountedMinutes: 60, realMinutes: 90 });
    const second = await correctTime(oscar, { ...facts, entry: first.id, accountedMinutes: 30, realMinutes: 45 });
    const mine = async () =>
      (await oscar.transaction((tx) => listTime(tx, ticket))).filter((one) => one.spentOn === "2026-10-01");
    expect(await mine()).toMatchObject([{ id: second.id, accountedMinutes: 30, realMinutes: 45 }]);
    const again = correctTime(oscar, { ...facts, entry: first.id, accountedMinutes: 10 });
    await expect(again).rejects.toMatchObject({ name: "NotFound" });
    await removeTime(oscar, { ticket: ticket.reference, entry: second.id });
    expect(await mine()).toEqual([]);
  });

  test("two corrections at once: one takes place, the other is refused", async () => {
    const { correctTime } = await import("@/lib/timesheets/correct-time");
    const { listTime } = await import("@/lib/timesheets/time-queries");
    const oscar = world.actor("oscar@titulaire.example");
    const facts = { ticket: ticket.reference, spentOn: "2026-10-02" };
    const first = await add(oscar, { ...facts, accountedMinutes: 60 });
    const tried = await Promise.allSettled(
      [20, 40].map((accountedMinutes) => correctTime(oscar, { ...facts, entry: first.id, accountedMinutes })),
    );
    expect(tried.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const left = await oscar.transaction((tx) => listTime(tx, ticket));
    expect(left.filter(({ spentOn }) => spentOn === "2026-10-02")).toHaveLength(1);
  });

  test.each([
    ["minus a minute", { accountedMinutes: -1 }],
    ["a day and a minute", { accountedMinutes: 1441 }],
    ["half a minute", { accountedMinutes: 0.5 }],
    ["the 30th of February", { spentOn: "2026-02-30" }],
    ["no real minute", { realMinutes: 0 }],
  ])("%s is refused", async (_, wrong) => {
    const facts = { ticket: ticket.reference, spentOn: "2026-10-03", accountedMinutes: 5, ...wrong };
    await expect(add(world.actor(real), facts)).rejects.toMatchObject({ issues: expect.any(Array) });
  });

  test("on a ticket of another workspace, rachid finds none", async () => {
    const facts = { ticket: ticket.reference, spentOn: "2026-10-03", accountedMinutes: 5 };
    await expect(add(world.actor("rachid@efs.example"), facts)).rejects.toMatchObject({ name: "NotFound" });
  });

  test("who writes time and may not read the real one writes the accounted alone", async () => {
    const admin = world.actor("admin@guichet.example");
    const { createProfile } = await import("@/lib/workspaces/create-profile");
    const { changeMembership } = await import("@/lib/workspaces/change-membership");
    const name = "Saisie seule";
    const { changeProfile } = await import("@/lib/workspaces/change-profile");
    const { id } = await createProfile(admin, { workspace: "culture", name, from: "Demandeur" });
    await changeProfile(admin, {
      workspace: "culture",
      profile: id,
      permissions: ["tickets.open", "time.readAccounted", "time.write"],
    });
    await changeMembership(admin, { workspace: "culture", account: "jules@culture.example", profile: name });
    const { openTicket } = await import("@/lib/tickets/open-ticket");
    const jules = world.actor("jules@culture.example");
    const his = await openTicket(jules, { project: "PORTAIL", title: "À moi", message: "x" });
    const facts = { ticket: his.reference, spentOn: "2026-10-03", accountedMinutes: 5 };
    await expect(add(jules, { ...facts, realMinutes: 6 })).rejects.toMatchObject({ name: "Forbidden" });
    expect(await add(jules, facts)).toMatchObject({ accountedMinutes: 5, realMinutes: null });
  });
});

function wait(milliseconds: number) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
