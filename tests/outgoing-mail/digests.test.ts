import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPostOffice, type PostOffice } from "../incoming-mail/post-office";

let office: PostOffice;
let verbs: Awaited<ReturnType<typeof loadVerbs>>;

async function loadVerbs() {
  return {
    ...(await import("@/lib/accounts/change-notices")),
    ...(await import("@/lib/outgoing-mail/make-digests")),
    ...(await import("@/lib/tickets/open-ticket")),
    ...(await import("@/lib/tickets/reply-to-ticket")),
    ...(await import("@/lib/tickets/add-note")),
    ...(await import("@/lib/tickets/add-participant")),
    ...(await import("@/lib/tickets/assign-ticket")),
    ...(await import("@/lib/tickets/cancel-ticket")),
    ...(await import("@/lib/tickets/take-message-back")),
  };
}

const ines = "ines@culture.example";
const jules = "jules@culture.example";
const nadia = "nadia@titulaire.example";
const oscar = "oscar@titulaire.example";
const as = (mail: string) => office.world.actor(mail);

beforeAll(async () => {
  office = await openPostOffice();
  verbs = await loadVerbs();
  await office.allDone();
});
afterAll(() => office?.close());

async function open(title: string, ...followers: string[]) {
  const { reference } = await verbs.openTicket(as(ines), { project: "PORTAIL", title, message: "Bonjour" });
  for (const mail of followers) await verbs.addParticipant(as(nadia), { ticket: reference, mail });
  return reference;
}

const reply = (ticket: string, text: string, by = nadia) => verbs.replyToTicket(as(by), { ticket, text });
const kinds = async (mail: string) => (await office.outgoing(mail)).map(({ kind }) => kind);
const tomorrow = () => new Date(Date.now() + 25 * 3_600_000);

async function lastMail(to: string) {
  await office.allDone();
  return (await office.outbox(to)).at(-1)!;
}

describe("who wants only what is his", () => {
  test("hears of his requests and of tickets given to him, not of those that he merely follows", async () => {
    await verbs.changeNotices(as(oscar), { notices: "mine" });
    const ticket = await open("Suivie", oscar, jules);
    const before = (await kinds(oscar)).length;
    await reply(ticket, "Pour qui suit.");
    expect(await kinds(oscar)).toHaveLength(before);
    expect((await kinds(jules)).at(-1)).toBe("message-added");
    await verbs.assignTicket(as(nadia), { ticket, assignee: oscar });
    await reply(ticket, "Pour qui s'en occupe.");
    await verbs.addNote(as(nadia), { ticket, text: "Et en note." });
    expect((await kinds(oscar)).slice(before)).toEqual(["ticket-assigned", "message-added", "note-added"]);
    await verbs.changeNotices(as(ines), { notices: "mine" });
    await reply(ticket, "Pour qui demande.");
    expect((await kinds(ines)).at(-1)).toBe("message-added");
    for (const mail of [oscar, ines]) await verbs.changeNotices(as(mail), { notices: "all" });
  });
});

describe("who wants one mail a day", () => {
  test("gets it at his hour, with what happened on each ticket, and nothing before", async () => {
    await verbs.changeNotices(as(jules), { notices: "digest", digestHour: 8 });
    const [one, two] = [await open("Première", jules), await open("Seconde", jules)];
    await reply(one, "Réponse sur la première.");
    await reply(two, "Réponse sur la seconde.");
    await verbs.cancelTicket(as(ines), { ticket: two });
    await office.allDone();
    const waiting = (await office.outgoing(jules)).slice(-3);
    expect(waiting.map(({ state, attempts, nextTryAt }) => ({ state, attempts, nextTryAt }))).toEqual(
      Array(3).fill({ state: "queued", attempts: 0, nextTryAt: null }),
    );
    const before = (await office.outbox(jules)).length;
    expect(await verbs.makeDigests(new Date(Date.now() - 25 * 3_600_000))).toEqual({ made: 0 });
    expect(await verbs.makeDigests(tomorrow())).toEqual({ made: 1 });
    expect(await verbs.makeDigests(tomorrow())).toEqual({ made: 0 });
    const mail = await lastMail(jules);
    expect(await office.outbox(jules)).toHaveLength(before + 1);
    expect(mail.subject).toBe("Résumé du jour : 2 fiches");
    for (const words of [
      one,
      two,
      "Réponse sur la première.",
      "Réponse sur la seconde.",
      "a annulé la demande",
      "/account#notices",
    ])
      expect(mail.text).toContain(words);
    expect(mail.replyTo).toBeUndefined();
    expect((await office.outgoing(jules)).filter(({ id }) => waiting.some((row) => row.id === id))).toMatchObject(
      Array(3).fill({ state: "sent" }),
    );
  });

  test("hears at once that his request is registered, and of his account", async () => {
    await verbs.openTicket(as(jules), { project: "PORTAIL", title: "La mienne", message: "Bonjour" });
    expect((await lastMail(jules)).subject).toContain("La mienne");
  });

  test("reads in it what he may read when it leaves, not when it happened", async () => {
    const [kept, lost] = [await open("Gardée", jules), await open("Perdue", jules)];
    await reply(kept, "Je reste lisible.");
    await reply(lost, "Je ne le suis plus.");
    const { leaveTicket } = await import("@/lib/tickets/leave-ticket");
    await leaveTicket(as(nadia), { ticket: lost, mail: jules });
    await verbs.makeDigests(tomorrow());
    const mail = await lastMail(jules);
    expect(mail.text).toContain("Je reste lisible.");
    expect(mail.text).not.toContain(lost);
    const [row] = (await office.outgoing(jules)).filter(({ state }) => state === "withheld").slice(-1);
    expect(row).toMatchObject({ lastError: expect.stringMatching(/^(not-readable-any-more|left-the-ticket)$/) });
  });

  test("gets none when nothing is left to tell, and what was taken back is not told", async () => {
    const ticket = await open("Reprise", jules);
    await office.allDone();
    const { message } = await reply(ticket, "Je me suis trompée.");
    await verbs.takeMessageBack(as(nadia), { message: message.id });
    const before = (await office.outbox(jules)).length;
    expect(await verbs.makeDigests(tomorrow())).toEqual({ made: 0 });
    const second = await reply(ticket, "Dans un résumé qui se vide.");
    await office.world
      .owner`update membership set ended_at = now() where account_id = ${office.world.account(jules).id}`;
    try {
      expect(await verbs.makeDigests(tomorrow())).toEqual({ made: 1 });
      await office.allDone();
      expect(await office.outbox(jules)).toHaveLength(before);
      const row = (await office.outgoing(jules)).find(({ messageId }) => messageId === second.message.id);
      expect(row).toMatchObject({ state: "withheld", lastError: "not-readable-any-more" });
      expect((await office.outgoing(jules)).at(-1)).toMatchObject({
        kind: "digest",
        state: "withheld",
        lastError: "nothing-to-say",
      });
    } finally {
      await office.world
        .owner`update membership set ended_at = null where account_id = ${office.world.account(jules).id}`;
    }
  });

  test("does not lose what waits when several workers make digests at once", async () => {
    const ticket = await open("Concurrence", jules);
    for (let number = 1; number <= 5; number++) await reply(ticket, `Réponse ${number}.`);
    const made = await Promise.all([1, 2, 3].map(() => verbs.makeDigests(tomorrow())));
    expect(made.reduce((sum, one) => sum + one.made, 0)).toBe(1);
    const mail = await lastMail(jules);
    for (let number = 1; number <= 5; number++) expect(mail.text).toContain(`Réponse ${number}.`);
  });

  test("is read by nobody else, the platform's administrator included", async () => {
    const { getOutgoingMail } = await import("@/lib/outgoing-mail/outgoing-mail-queries");
    const digest = (await office.outgoing(jules)).findLast(({ kind, state }) => kind === "digest" && state === "sent")!;
    const shown = await as("admin@guichet.example").transaction((tx) => getOutgoingMail(tx, digest.id));
    expect(shown).toMatchObject({ kind: "digest", mayRead: false });
    await expect(as(nadia).transaction((tx) => getOutgoingMail(tx, digest.id))).rejects.toThrow("not-found");
  });
});

test("one's choice is one's own, checked, and leaves a line", async () => {
  await expect(verbs.changeNotices(as(ines), { digestHour: 24 })).rejects.toThrow();
  await expect(verbs.changeNotices(as(ines), { notices: "none" as never })).rejects.toThrow();
  expect(await verbs.changeNotices(as(ines), { notices: "digest", digestHour: 18 })).toEqual({
    ...{ notices: "digest", digestHour: 18 },
  });
  const { getOwnNotices } = await import("@/lib/accounts/preference-queries");
  expect(await as(jules).transaction(getOwnNotices)).toEqual({ notices: "digest", digestHour: 8 });
  await verbs.changeNotices(as(ines), { notices: "all" });
});
