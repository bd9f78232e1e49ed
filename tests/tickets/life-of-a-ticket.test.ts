import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openWorld, type World } from "../world";

let world: World;
let verbs: Awaited<ReturnType<typeof loadVerbs>>;
let reference: string;

const ines = () => world.actor("ines@culture.example");
const jules = () => world.actor("jules@culture.example");
const nadia = () => world.actor("nadia@titulaire.example");
const camille = () => world.actor("camille@culture.example");
const rachid = () => world.actor("rachid@efs.example");

beforeAll(async () => {
  world = await openWorld();
  verbs = await loadVerbs();
});
afterAll(() => world.close());
beforeEach(async () => {
  const opened = await verbs.openTicket(ines(), {
    project: "PORTAIL",
    title: "Le portail est lent",
    message: "Dix secondes.",
  });
  reference = opened.reference;
});

describe("who may do what to ines's ticket in PORTAIL", () => {
  const deeds = () => ({
    reply: (who: ReturnType<typeof ines>) => verbs.replyToTicket(who, { ticket: reference, text: "Bonjour" }),
    note: (who: ReturnType<typeof ines>) => verbs.addNote(who, { ticket: reference, text: "entre nous" }),
    change: (who: ReturnType<typeof ines>) => verbs.changeTicket(who, { ticket: reference, version: 1, impact: 1 }),
    assign: (who: ReturnType<typeof ines>) =>
      verbs.assignTicket(who, { ticket: reference, assignee: "nadia@titulaire.example" }),
    move: (who: ReturnType<typeof ines>) => verbs.moveTicket(who, { ticket: reference, version: 1, project: "PRESSE" }),
    addParticipant: (who: ReturnType<typeof ines>) =>
      verbs.addParticipant(who, { ticket: reference, mail: "jules@culture.example" }),
    watch: (who: ReturnType<typeof ines>) => verbs.watchTicket(who, { ticket: reference }),
    cancel: (who: ReturnType<typeof ines>) => verbs.cancelTicket(who, { ticket: reference }),
  });
  const expected = {
    "ines@culture.example": {
      reply: 1,
      note: 0,
      change: 0,
      assign: 0,
      move: 0,
      addParticipant: 0,
      watch: 1,
      cancel: 1,
    },
    "camille@culture.example": {
      reply: 0,
      note: 0,
      change: 0,
      assign: 0,
      move: 0,
      addParticipant: 0,
      watch: 1,
      cancel: 0,
    },
    "nadia@titulaire.example": {
      reply: 1,
      note: 1,
      change: 1,
      assign: 1,
      move: 1,
      addParticipant: 1,
      watch: 1,
      cancel: 1,
    },
    "jules@culture.example": null,
    "rachid@efs.example": null,
    "admin@guichet.example": null,
  } as const;
  for (const [mail, row] of Object.entries(expected))
    for (const deed of Object.keys(expected["ines@culture.example"]) as (keyof ReturnType<typeof deeds>)[]) {
      const outcome = row === null ? "NotFound" : row[deed] ? "done" : "Forbidden";
      test(`${mail} ${deed}: ${outcome}`, async () => {
        const result = await deeds()
          [deed](world.actor(mail))
          .then(
            () => "done",
            (error) => error.name,
          );
        expect(result).toBe(outcome);
      });
    }
});

describe("changing", () => {
  test("a form drawn from an older version is refused with the ticket as it stands, and changes nothing", async () => {
    await verbs.changeTicket(nadia(), { ticket: reference, version: 1, title: "Première écriture" });
    const stale = verbs.changeTicket(nadia(), { ticket: reference, version: 1, title: "Seconde écriture" });
    await expect(stale).rejects.toMatchObject({
      name: "Conflict",
      current: { title: "Première écriture", version: 2 },
    });
    expect((await read(nadia())).title).toBe("Première écriture");
  });

  test("of two writers at the same moment one wins and one is told", async () => {
    const both = await Promise.allSettled(
      ["A", "B"].map((title) => verbs.changeTicket(nadia(), { ticket: reference, version: 1, title })),
    );
    expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  test("priority follows impact and urgency, until somebody overrides it with a reason", async () => {
    const urgent = await verbs.changeTicket(nadia(), { ticket: reference, version: 1, impact: 1, urgency: 1 });
    expect(urgent.priority).toBe(1);
    const overridden = await verbs.changeTicket(nadia(), {
      ticket: reference,
      version: 2,
      priority: 4,
      priorityReason: "Site de test",
    });
    expect(overridden).toMatchObject({ priority: 4, priorityReason: "Site de test" });
    const kept = await verbs.changeTicket(nadia(), { ticket: reference, version: 3, impact: 2 });
    expect(kept.priority).toBe(4);
    await expect(verbs.changeTicket(nadia(), { ticket: reference, version: 4, priority: 1 })).rejects.toMatchObject({
      issues: expect.any(Array),
    });
  });

  test("a moved ticket takes a number of its new project, and its former reference still leads to it", async () => {
    const moved = await verbs.moveTicket(nadia(), { ticket: reference, version: 1, project: "PRESSE" });
    expect(moved.reference).toMatch(/^PRESSE-\d+$/);
    expect((await read(ines())).reference).toBe(moved.reference);
  });

  test("before it is moved, its mover sees who will newly read it and who no longer will", async () => {
    // Paula reads PORTAIL alone, Camille PORTAIL and PRESSE; Inès asked for it, and reads it anywhere.
    const { previewMove } = await import("@/lib/tickets/preview-move");
    const { setGrant } = await import("@/lib/workspaces/set-grant");
    const foresee = (actor: ReturnType<typeof nadia>, project = "PRESSE") =>
      previewMove(actor, { ticket: reference, project });
    expect(await foresee(nadia())).toEqual({ gained: [], lost: ["Paula Ferreira"] });
    const oscar = world.actor("oscar@titulaire.example");
    await setGrant(oscar, { project: "PRESSE", account: "jules@culture.example", level: "read" });
    await setGrant(oscar, { project: "PRESSE", account: "ines@culture.example", level: "read" });
    expect(await foresee(nadia())).toEqual({ gained: ["Jules Perrin"], lost: ["Paula Ferreira"] });
    await expect(foresee(nadia(), "DON")).rejects.toMatchObject({ code: "unknown-project" });
    await expect(foresee(ines())).rejects.toMatchObject({ status: 403 });
  });

  test("a ticket cannot be moved to a project of another workspace", async () => {
    const refused = verbs.moveTicket(nadia(), { ticket: reference, version: 1, project: "DON" });
    await expect(refused).rejects.toMatchObject({ name: "Invalid", code: "unknown-project" });
  });
});

describe("the conversation", () => {
  test("the first answer opens what was new; the requester's word ends the wait", async () => {
    await verbs.replyToTicket(nadia(), { ticket: reference, text: "Nous regardons." });
    expect(await read(ines())).toMatchObject({ phase: "open", firstAnsweredAt: expect.any(Date) });
    const waiting = await verbs.replyToTicket(nadia(), {
      ticket: reference,
      text: "Quelle page ?",
      status: await codeOf("waiting"),
    });
    expect(waiting.ticket.phase).toBe("waiting");
    await verbs.replyToTicket(ines(), { ticket: reference, text: "L'accueil." });
    expect((await read(ines())).phase).toBe("open");
  });

  test("ines confirms the resolution, or refuses it and says why", async () => {
    const resolved = await verbs.changeTicket(nadia(), {
      ticket: reference,
      version: 1,
      status: await codeOf("resolved"),
    });
    expect(resolved.resolvedAt).toBeInstanceOf(Date);
    const reopened = await verbs.reopenTicket(ines(), { ticket: reference, text: "C'est encore lent." });
    expect(reopened).toMatchObject({ phase: "open", resolvedAt: null });
    await expect(verbs.confirmResolution(ines(), { ticket: reference })).rejects.toMatchObject({
      code: "not-resolved",
    });
    await verbs.changeTicket(nadia(), {
      ticket: reference,
      version: reopened.version,
      status: await codeOf("resolved"),
    });
    expect((await verbs.confirmResolution(ines(), { ticket: reference })).phase).toBe("closed");
  });

  test("a note leaves version, date, history, list and search of those without notes.read as they were", async () => {
    const before = await read(ines());
    await verbs.addNote(nadia(), { ticket: reference, text: "Le client kangourou exagère." });
    expect(await read(ines())).toEqual(before);
    const [inesSees, nadiaSees] = await Promise.all([everythingOf(ines()), everythingOf(nadia())]);
    expect(inesSees).not.toMatch(/kangourou|note\.added/);
    expect(nadiaSees).toMatch(/kangourou/);
    expect(await found(ines(), "kangourou")).toEqual([]);
    expect(await found(nadia(), "kangourou")).toEqual([reference]);
  });

  test("jules sees nothing until nadia adds him, then he may write; once he is taken off he sees nothing again", async () => {
    await expect(read(jules())).rejects.toMatchObject({ name: "NotFound" });
    await verbs.addParticipant(nadia(), { ticket: reference, mail: "jules@culture.example" });
    await verbs.replyToTicket(jules(), { ticket: reference, text: "Chez moi aussi." });
    await verbs.leaveTicket(nadia(), { ticket: reference, mail: "jules@culture.example" });
    await expect(read(jules())).rejects.toMatchObject({ name: "NotFound" });
    await expect(verbs.leaveTicket(ines(), { ticket: reference })).rejects.toMatchObject({ code: "requester-stays" });
  });
});

describe("lists and search", () => {
  test("accents and plurals do not matter; quoted words and references work", async () => {
    await verbs.openTicket(ines(), { project: "PORTAIL", title: "Les événements zébrés", message: "Ils clignotent." });
    for (const words of ["evenement zebre", "évènements", '"événements zébrés"', "ZÈBRE"])
      expect((await found(ines(), words)).length, words).toBeGreaterThan(0);
    expect(await found(ines(), reference.toLowerCase())).toEqual([reference]);
    expect(await found(rachid(), reference)).toEqual([]);
  });

  test("pages follow each other without a gap or a double, whatever the order", async () => {
    for (const sort of ["updated", "opened", "priority"] as const)
      for (const direction of ["asc", "desc"] as const) {
        const all = await pages(camille(), { sort, direction }, 200);
        expect(await pages(camille(), { sort, direction }, 3)).toEqual(all);
        expect(new Set(all).size).toBe(all.length);
      }
  });

  test("a forged cursor is refused in words", async () => {
    const { listTickets } = await import("@/lib/tickets/ticket-list-queries");
    const { TicketFilter } = await import("@/lib/tickets/ticket-filter");
    for (const after of ["x", Buffer.from('["1; drop table ticket", "x"]').toString("base64url")]) {
      const asked = ines().transaction((tx) => listTickets(tx, TicketFilter.parse({}), { limit: 5, after }));
      await expect(asked).rejects.toMatchObject({ name: "Invalid", code: "bad-cursor" });
    }
  });
});

async function loadVerbs() {
  const modules = await Promise.all([
    import("@/lib/tickets/open-ticket"),
    import("@/lib/tickets/reply-to-ticket"),
    import("@/lib/tickets/add-note"),
    import("@/lib/tickets/change-ticket"),
    import("@/lib/tickets/assign-ticket"),
    import("@/lib/tickets/move-ticket"),
    import("@/lib/tickets/add-participant"),
    import("@/lib/tickets/watch-ticket"),
    import("@/lib/tickets/leave-ticket"),
    import("@/lib/tickets/cancel-ticket"),
    import("@/lib/tickets/confirm-resolution"),
    import("@/lib/tickets/reopen-ticket"),
  ]);
  const [open, reply, note, change, assign, move, add, watch, leave, cancel, confirm, reopen] = modules;
  return {
    ...open,
    ...reply,
    ...note,
    ...change,
    ...assign,
    ...move,
    ...add,
    ...watch,
    ...leave,
    ...cancel,
    ...confirm,
    ...reopen,
  };
}

type Who = ReturnType<typeof ines>;

async function read(who: Who) {
  const { getTicket } = await import("@/lib/tickets/ticket-queries");
  return who.transaction((tx) => getTicket(tx, reference));
}

async function everythingOf(who: Who): Promise<string> {
  const { listMessages, listEvents, listAttachments } = await import("@/lib/tickets/thread-queries");
  const ticket = await read(who);
  return who.transaction(async (tx) =>
    JSON.stringify([
      await listMessages(tx, ticket, { limit: 200 }),
      await listEvents(tx, ticket, { limit: 200 }),
      await listAttachments(tx, ticket),
    ]),
  );
}

async function pages(who: Who, filter: Record<string, string>, limit: number): Promise<string[]> {
  const { listTickets } = await import("@/lib/tickets/ticket-list-queries");
  const { TicketFilter } = await import("@/lib/tickets/ticket-filter");
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await who.transaction((tx) => listTickets(tx, TicketFilter.parse(filter), { limit, after }));
    seen.push(...page.items.map((item) => item.reference));
    after = page.after ?? undefined;
  } while (after);
  return seen;
}

const found = (who: Who, q: string) => pages(who, { q }, 50);

async function codeOf(phase: string): Promise<string> {
  const { getStatus } = await import("@/lib/tickets/ticket-queries");
  const ticket = await read(nadia());
  return (await nadia().transaction((tx) => getStatus(tx, ticket.workspaceId, ticket.kind, { phase } as never))).code;
}
