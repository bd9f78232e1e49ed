import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Actor, insideTransaction } from "@/lib/tenancy/actor";
import { openPostOffice, type PostOffice } from "../incoming-mail/post-office";

// What a notice says is decided when it leaves: whoever lost his right between the change and that moment gets nothing.

let office: PostOffice;
let verbs: Awaited<ReturnType<typeof loadVerbs>>;

async function loadVerbs() {
  return {
    ...(await import("@/lib/tickets/open-ticket")),
    ...(await import("@/lib/tickets/reply-to-ticket")),
    ...(await import("@/lib/tickets/add-note")),
    ...(await import("@/lib/tickets/set-participant")),
    ...(await import("@/lib/tickets/assign-ticket")),
    ...(await import("@/lib/tickets/change-ticket")),
    ...(await import("@/lib/tickets/cancel-ticket")),
  };
}

const reader = "oscar@titulaire.example";
const nadia = "nadia@titulaire.example";
const ines = "ines@culture.example";
const as = (mail: string) => office.world.actor(mail);

beforeAll(async () => {
  office = await openPostOffice();
  verbs = await loadVerbs();
  await office.allDone();
});
afterAll(() => office?.close());

/** Ways to lose what a notice needs, each with how it is given back. */
const losses: Record<string, { lose: string; restore: string; onlyNotes?: true }> = {
  "his membership": {
    lose: "update membership set ended_at = now() where account_id = $1",
    restore: "update membership set ended_at = null where account_id = $1",
  },
  "his account": {
    lose: "update account set suspended_at = now() where id = $1",
    restore: "update account set suspended_at = null where id = $1",
  },
  "the permission to read notes": {
    lose: `update profile f set permissions = array_remove(permissions, 'notes.read') from membership m
      where m.profile_id = f.id and m.workspace_id = f.workspace_id and m.account_id = $1`,
    restore: `update profile f set permissions = array_append(permissions, 'notes.read') from membership m
      where m.profile_id = f.id and m.workspace_id = f.workspace_id and m.account_id = $1
        and not 'notes.read' = any (permissions)`,
    onlyNotes: true,
  },
};

/** One notice of each kind. */
const causes: Record<string, (ticket: string) => [who: string, cause: (actor: Actor) => Promise<unknown>]> = {
  "ticket-opened": () => [
    nadia,
    (actor) =>
      verbs.openTicket(actor, { project: "PORTAIL", title: "Pour un autre", message: "mot-retenu", requester: reader }),
  ],
  "message-added": (ticket) => [nadia, (actor) => verbs.replyToTicket(actor, { ticket, text: "mot-retenu" })],
  "note-added": (ticket) => [nadia, (actor) => verbs.addNote(actor, { ticket, text: "mot-retenu" })],
  "ticket-assigned": (ticket) => [nadia, (actor) => verbs.assignTicket(actor, { ticket, assignee: reader })],
  "ticket-resolved": (ticket) => [
    nadia,
    (actor) => verbs.changeTicket(actor, { ticket, version: 1, status: "resolved" }),
  ],
  "ticket-changed": (ticket) => [ines, (actor) => verbs.cancelTicket(actor, { ticket })],
};

describe.each(Object.keys(losses))("whoever lost %s before it left", (name) => {
  const { lose, restore, onlyNotes } = losses[name]!;
  test.each(Object.keys(causes).filter((kind) => !onlyNotes || kind === "note-added"))("gets no %s", async (kind) => {
    const account = office.world.account(reader).id;
    const opened = await verbs.openTicket(as(ines), { project: "PORTAIL", title: `Perte ${kind}`, message: "Bonjour" });
    await as(nadia).transaction((tx) => verbs.setParticipant(tx, opened, account, "watcher"));
    await office.allDone();
    const before = (await office.outbox(reader)).length;
    const [who, cause] = causes[kind]!(opened.reference);
    // The right is lost after the verb has asked for rights and queued, and before anything can leave.
    await as(who).transaction(async (tx) => {
      await cause(insideTransaction(as(who), tx));
      await office.world.owner.unsafe(lose, [account]);
    });
    try {
      await office.allDone();
      expect((await office.outgoing(reader)).at(-1)).toMatchObject({
        ...{ kind, state: "withheld", lastError: "not-readable-any-more" },
      });
      expect(await office.outbox(reader)).toHaveLength(before);
    } finally {
      await office.world.owner.unsafe(restore, [account]);
    }
  });
});

test("whoever only read by a grant that was withdrawn gets nothing", async () => {
  const { leaveTicket } = await import("@/lib/tickets/leave-ticket");
  const opened = await verbs.openTicket(as(ines), { project: "PORTAIL", title: "Droit retiré", message: "Bonjour" });
  const jules = office.world.account("jules@culture.example").id;
  await as(nadia).transaction((tx) => verbs.setParticipant(tx, opened, jules, "watcher"));
  await office.allDone();
  await verbs.replyToTicket(as(nadia), { ticket: opened.reference, text: "mot-retenu" });
  await leaveTicket(as(nadia), { ticket: opened.reference, mail: "jules@culture.example" });
  await office.allDone();
  expect((await office.outgoing("jules@culture.example")).at(-1)).toMatchObject({ state: "withheld" });
  for (const mail of await office.outbox("jules@culture.example")) expect(mail.text).not.toContain("mot-retenu");
});
