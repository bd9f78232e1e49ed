import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closesCircle, linkOf, linkWays, wayOf } from "@/lib/tickets/ticket-link";
import { openWorld, type World } from "../world";

let world: World;
let verbs: Awaited<ReturnType<typeof loadVerbs>>;

const nadia = () => world.actor("nadia@titulaire.example");
const camille = () => world.actor("camille@culture.example");
const ines = () => world.actor("ines@culture.example");
const rachid = () => world.actor("rachid@efs.example");

beforeAll(async () => {
  world = await openWorld();
  verbs = await loadVerbs();
});
afterAll(() => world.close());

async function loadVerbs() {
  const { openTicket } = await import("@/lib/tickets/open-ticket");
  const { linkTickets } = await import("@/lib/tickets/link-tickets");
  const { unlinkTickets } = await import("@/lib/tickets/unlink-tickets");
  const { listLinks } = await import("@/lib/tickets/link-queries");
  const { getTicket } = await import("@/lib/tickets/ticket-queries");
  const { listEvents } = await import("@/lib/tickets/thread-queries");
  return { openTicket, linkTickets, unlinkTickets, listLinks, getTicket, listEvents };
}

async function open(project = "PORTAIL", actor = nadia(), kind: "incident" | "release" = "incident") {
  return (await verbs.openTicket(actor, { project, kind, title: `Fiche de ${project}`, message: "Bonjour." }))
    .reference;
}

function linksSeenBy(actor: ReturnType<typeof nadia>, reference: string) {
  return actor.transaction(async (tx) => {
    const links = await verbs.listLinks(tx, await verbs.getTicket(tx, reference));
    return links.map((link) => `${link.way} ${link.reference}`);
  });
}

const linesOf = (reference: string) =>
  nadia().transaction(async (tx) => verbs.listEvents(tx, await verbs.getTicket(tx, reference), { limit: 50 }));

describe("two tickets that are linked", () => {
  test("say it each in its own words, and each in its own journal, by identifiers only", async () => {
    const [one, other] = [await open(), await open("PRESSE")];
    await verbs.linkTickets(nadia(), { from: one, kind: "blocks", to: other });
    expect(await linksSeenBy(nadia(), one)).toEqual([`blocks ${other}`]);
    expect(await linksSeenBy(nadia(), other)).toEqual([`blockedBy ${one}`]);
    for (const reference of [one, other]) {
      const line = (await linesOf(reference)).at(-1)!;
      expect(line.type).toBe("ticket.linked");
      expect(JSON.stringify(line.payload)).not.toContain("Fiche de");
      expect(JSON.stringify(line.payload)).not.toMatch(/PORTAIL|PRESSE/);
    }
  });

  test("are linked once, however often it is said", async () => {
    const [one, other] = [await open(), await open()];
    await verbs.linkTickets(nadia(), { from: one, kind: "causes", to: other });
    await verbs.linkTickets(nadia(), { from: one, kind: "causes", to: other });
    expect(await linksSeenBy(nadia(), one)).toEqual([`causes ${other}`]);
    expect((await linesOf(one)).filter(({ type }) => type === "ticket.linked")).toHaveLength(1);
  });

  test("can be linked no more, and the journal keeps both", async () => {
    const [one, other] = [await open(), await open()];
    await verbs.linkTickets(nadia(), { from: one, kind: "partOf", to: other });
    await verbs.unlinkTickets(nadia(), { from: one, kind: "partOf", to: other });
    expect(await linksSeenBy(nadia(), other)).toEqual([]);
    expect((await linesOf(other)).at(-1)!.type).toBe("ticket.unlinked");
    await expect(verbs.unlinkTickets(nadia(), { from: one, kind: "partOf", to: other })).rejects.toThrow(
      "unknown-link",
    );
  });
});

describe("who may not", () => {
  test("camille reads PORTAIL and writes in PRESSE: she links from there, and not two tickets that she only reads", async () => {
    const [read, alsoRead, written] = [await open(), await open(), await open("PRESSE")];
    await verbs.linkTickets(camille(), { from: written, kind: "blocks", to: read });
    await expect(verbs.linkTickets(camille(), { from: read, kind: "blocks", to: alsoRead })).rejects.toThrow(
      "forbidden",
    );
    await expect(verbs.unlinkTickets(camille(), { from: read, kind: "blocks", to: alsoRead })).rejects.toThrow(
      "forbidden",
    );
  });

  test("ines does not learn that her ticket is linked to one that she does not read, nor can she ask", async () => {
    const [hers, other] = [await open("PORTAIL", ines()), await open()];
    await verbs.linkTickets(nadia(), { from: hers, kind: "duplicates", to: other });
    expect(await linksSeenBy(ines(), hers)).toEqual([]);
    for (const unknown of [other, "PORTAIL-99999"])
      await expect(verbs.linkTickets(ines(), { from: hers, kind: "causes", to: unknown })).rejects.toThrow("not-found");
    const rows = await ines().transaction((tx) =>
      tx.execute(sql`select count(*)::int as links
      from ticket_link l join ticket t on t.id in (l.from_id, l.to_id) where t.reference = ${hers}`),
    );
    expect(rows[0]).toEqual({ links: 0 });
  });

  test("a ticket of another workspace is refused in words to who reads both, and does not exist for the others", async () => {
    const [here, there] = [await open(), await open("DON")];
    await expect(verbs.linkTickets(nadia(), { from: here, kind: "blocks", to: there })).rejects.toThrow(
      "of-another-workspace",
    );
    await expect(verbs.linkTickets(rachid(), { from: there, kind: "blocks", to: here })).rejects.toThrow("not-found");
  });

  test("a ticket is not linked to itself, and only a release releases", async () => {
    const [one, other] = [await open(), await open()];
    await expect(verbs.linkTickets(nadia(), { from: one, kind: "blocks", to: one })).rejects.toThrow(
      "linked-to-itself",
    );
    await expect(verbs.linkTickets(nadia(), { from: one, kind: "releases", to: other })).rejects.toThrow(
      "only-a-release-releases",
    );
    const release = await open("PORTAIL", nadia(), "release");
    await verbs.linkTickets(nadia(), { from: release, kind: "releases", to: other });
  });
});

describe("circles", () => {
  test("of two and of three tickets are refused; the same tickets may be linked in another way", async () => {
    const [a, b, c] = [await open(), await open(), await open()];
    await verbs.linkTickets(nadia(), { from: a, kind: "blocks", to: b });
    await expect(verbs.linkTickets(nadia(), { from: b, kind: "blocks", to: a })).rejects.toThrow("circular-link");
    await verbs.linkTickets(nadia(), { from: b, kind: "blocks", to: c });
    await expect(verbs.linkTickets(nadia(), { from: c, kind: "blocks", to: a })).rejects.toThrow("circular-link");
    await verbs.linkTickets(nadia(), { from: c, kind: "causes", to: a });
  });

  test("asked for from both ends in the same moment: one of the two loses", async () => {
    const [a, b] = [await open(), await open()];
    const both = await Promise.allSettled([
      verbs.linkTickets(nadia(), { from: a, kind: "partOf", to: b }),
      verbs.linkTickets(nadia(), { from: b, kind: "partOf", to: a }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  test("never close, whatever is linked in whatever order", () => {
    const link = fc.record({ from: fc.constantFrom(..."abcdef"), to: fc.constantFrom(..."abcdef") });
    let refused = 0;
    fc.assert(
      fc.property(fc.array(link, { maxLength: 20 }), (asked) => {
        const kept: typeof asked = [];
        for (const one of asked)
          if (closesCircle(one.from, one.to, kept)) refused++;
          else kept.push(one);
        // Taking away what leads nowhere, again and again, leaves nothing when there is no circle.
        let left = kept;
        for (let before = -1; before !== left.length; ) {
          before = left.length;
          left = left.filter(({ to }) => left.some(({ from }) => from === to));
        }
        expect(left).toEqual([]);
      }),
    );
    expect(refused).toBeGreaterThan(10);
  });
});

test("each way of saying a link means one link", () => {
  for (const way of linkWays) {
    const { from, kind } = linkOf(way, "here", "there");
    expect(wayOf(kind, from === "here")).toBe(way);
  }
  expect(new Set(linkWays).size).toBe(14);
});
