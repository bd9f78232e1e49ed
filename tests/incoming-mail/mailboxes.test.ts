import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openWorld, type World } from "../world";

let world: World;
let verbs: typeof import("@/lib/incoming-mail/add-mailbox") &
  typeof import("@/lib/incoming-mail/change-mailbox") &
  typeof import("@/lib/incoming-mail/pause-mailbox") &
  typeof import("@/lib/incoming-mail/remove-mailbox") &
  typeof import("@/lib/incoming-mail/resume-mailbox") &
  typeof import("@/lib/incoming-mail/test-mailbox") &
  typeof import("@/lib/incoming-mail/mailbox-queries") &
  typeof import("@/lib/incoming-mail/mailbox-lease");

beforeAll(async () => {
  world = await openWorld();
  verbs = {
    ...(await import("@/lib/incoming-mail/add-mailbox")),
    ...(await import("@/lib/incoming-mail/change-mailbox")),
    ...(await import("@/lib/incoming-mail/pause-mailbox")),
    ...(await import("@/lib/incoming-mail/remove-mailbox")),
    ...(await import("@/lib/incoming-mail/resume-mailbox")),
    ...(await import("@/lib/incoming-mail/test-mailbox")),
    ...(await import("@/lib/incoming-mail/mailbox-queries")),
    ...(await import("@/lib/incoming-mail/mailbox-lease")),
  };
});
afterAll(() => world?.close());

const admin = () => world.actor("admin@guichet.example");
const asked = {
  ...{ host: "imap.exemple.fr", port: 993, security: "tls" as const, userName: "guichet", password: "un mot de passe" },
  ...{ folder: "INBOX", doneFolder: "traité", project: "PORTAIL", senderTrust: "believed" as const, authservId: "" },
};
const rowOf = async (id: string) => (await world.owner`select * from mailbox where id = ${id}`)[0]!;
async function journal() {
  const { sql } = await import("drizzle-orm");
  const { PLATFORM_ID, workspaceActor } = await import("@/lib/tenancy/actor");
  const found = await workspaceActor(PLATFORM_ID).transaction((tx) =>
    tx.execute<{ type: string; payload: Record<string, unknown> }>(
      sql`select type, payload from event where type like 'mailbox.%' order by sequence`,
    ),
  );
  return [...found];
}

describe("a mailbox", () => {
  it("is added by an administrator, with its line, and its password is kept sealed and shown to nobody", async () => {
    const { id } = await verbs.addMailbox(admin(), { ...asked, name: "Support" });
    const row = await rowOf(id);
    expect(row).toMatchObject({ host: "imap.exemple.fr", project_id: world.project("PORTAIL").id, security: "tls" });
    expect(JSON.stringify(row)).not.toContain("un mot de passe");
    const [listed] = await admin().transaction((tx) => verbs.listMailboxes(tx));
    expect(listed).toMatchObject({ name: "Support", project: "PORTAIL" });
    expect(JSON.stringify(listed)).not.toContain(row.sealed_password);
    const [line] = await journal();
    expect(line).toMatchObject({ type: "mailbox.added", payload: { mailboxId: id, name: "Support" } });
    expect(JSON.stringify(line)).not.toContain("passe");
  });

  it.each(["nadia@titulaire.example", "oscar@titulaire.example", "ines@culture.example"])(
    "is not for %s",
    async (mail) => {
      const actor = world.actor(mail);
      const [{ id } = { id: "" }] = await world.owner<{ id: string }[]>`select id from mailbox limit 1`;
      const refused = { status: 403 };
      await expect(verbs.addMailbox(actor, { ...asked, name: "À moi" })).rejects.toMatchObject(refused);
      await expect(verbs.changeMailbox(actor, { ...asked, name: "À moi", mailbox: id })).rejects.toMatchObject(refused);
      await expect(verbs.pauseMailbox(actor, { mailbox: id })).rejects.toMatchObject(refused);
      await expect(verbs.resumeMailbox(actor, { mailbox: id })).rejects.toMatchObject(refused);
      await expect(verbs.removeMailbox(actor, { mailbox: id })).rejects.toMatchObject(refused);
      await expect(verbs.testMailbox(actor, { mailbox: id })).rejects.toMatchObject(refused);
      await expect(actor.transaction((tx) => verbs.listMailboxes(tx))).rejects.toMatchObject(refused);
      const { mailbox } = await import("@/db/schema");
      expect(await actor.transaction((tx) => tx.select({ id: mailbox.id }).from(mailbox))).toEqual([]);
    },
  );

  it("has a name of its own, a project that exists, and never goes in clear text beyond this machine", async () => {
    await expect(verbs.addMailbox(admin(), { ...asked, name: "Support" })).rejects.toMatchObject({
      code: "name-taken",
    });
    await expect(verbs.addMailbox(admin(), { ...asked, name: "A", project: "RIEN" })).rejects.toMatchObject({
      status: 404,
    });
    const code = (input: object) =>
      verbs.addMailbox(admin(), { ...asked, name: "A", ...input }).then(
        () => null,
        (error) => [error.issues[0].path[0], error.issues[0].params?.code],
      );
    expect(await code({ security: "none" })).toEqual(["security", "clear-text-elsewhere"]);
    expect(await code({ security: "none", host: "127.0.0.1.exemple.fr" })).toEqual([
      "security",
      "clear-text-elsewhere",
    ]);
    expect(await code({ doneFolder: "INBOX" })).toEqual(["doneFolder", "same-folder"]);
    expect(await code({ senderTrust: "results" })).toEqual(["authservId", "authserv-needed"]);
    expect(await code({ userName: "a\r\nb" })).toEqual(["userName", "control-characters"]);
  });

  it("is changed without its password, or with another; nothing changed leaves no line", async () => {
    const { id } = await verbs.addMailbox(admin(), { ...asked, name: "Changeante" });
    const sealed = (await rowOf(id)).sealed_password;
    const count = (await journal()).length;
    const { password: _, ...same } = { ...asked, name: "Changeante", mailbox: id };
    await verbs.changeMailbox(admin(), { ...same, password: "" });
    expect(await journal()).toHaveLength(count);
    await verbs.changeMailbox(admin(), {
      ...same,
      host: "mx.exemple.fr",
      project: "",
      senderTrust: "results",
      authservId: "mx",
    });
    expect(await rowOf(id)).toMatchObject({ host: "mx.exemple.fr", project_id: null, sealed_password: sealed });
    expect((await journal()).at(-1)).toMatchObject({
      type: "mailbox.changed",
      payload: { changed: { host: ["imap.exemple.fr", "mx.exemple.fr"], project: ["PORTAIL", null] } },
    });
    expect(await rowOf(id)).toMatchObject({ sender_trust: "results", authserv_id: "mx" });
    await verbs.changeMailbox(admin(), { ...same, password: "un autre" });
    expect((await rowOf(id)).sealed_password).not.toBe(sealed);
    await expect(verbs.changeMailbox(admin(), { ...same, name: "Support" })).rejects.toMatchObject({
      code: "name-taken",
    });
    await expect(verbs.changeMailbox(admin(), { ...same, mailbox: world.project("DON").id })).rejects.toMatchObject({
      status: 404,
    });
  });

  it("is paused and resumed once, with who did it", async () => {
    const { id } = await verbs.addMailbox(admin(), { ...asked, name: "Pausée" });
    for (let twice = 0; twice < 2; twice++) await verbs.pauseMailbox(admin(), { mailbox: id });
    expect(await rowOf(id)).toMatchObject({ paused_by: world.account("admin@guichet.example").id });
    expect((await verbs.listMailboxesInUse()).map((one) => one.id)).not.toContain(id);
    for (let twice = 0; twice < 2; twice++) await verbs.resumeMailbox(admin(), { mailbox: id });
    expect((await verbs.listMailboxesInUse()).map((one) => one.id)).toContain(id);
    const told = (await journal()).filter(({ payload }) => payload.mailboxId === id).map(({ type }) => type);
    expect(told).toEqual(["mailbox.added", "mailbox.paused", "mailbox.resumed"]);
  });

  it("is removed once it is paused, and its password is gone", async () => {
    const { id } = await verbs.addMailbox(admin(), { ...asked, name: "Supprimée" });
    await expect(verbs.removeMailbox(admin(), { mailbox: id })).rejects.toMatchObject({ code: "mailbox-in-use" });
    await verbs.pauseMailbox(admin(), { mailbox: id });
    await verbs.removeMailbox(admin(), { mailbox: id });
    expect(await world.owner`select 1 from mailbox where id = ${id}`).toEqual([]);
    expect((await journal()).at(-1)).toMatchObject({ type: "mailbox.removed", payload: { name: "Supprimée" } });
    await expect(verbs.removeMailbox(admin(), { mailbox: id })).rejects.toMatchObject({ status: 404 });
    // Its name is free again.
    await verbs.addMailbox(admin(), { ...asked, name: "Supprimée" });
  });

  it("is in the hands of one worker, until its lease ends or it is paused", async () => {
    const { id } = await verbs.addMailbox(admin(), { ...asked, name: "Tenue" });
    const [one, two] = [crypto.randomUUID(), crypto.randomUUID()];
    const takers = await Promise.all([one, two].map((worker) => verbs.takeLease(id, worker)));
    expect(takers.filter(Boolean)).toHaveLength(1);
    const [holder, other] = takers[0] ? [one, two] : [two, one];
    expect(await verbs.takeLease(id, holder)).toBe(true);
    await verbs.endLease(id, other);
    expect(await verbs.takeLease(id, other)).toBe(false);
    await world.owner`update mailbox set leased_until = now() - interval '1 second' where id = ${id}`;
    expect(await verbs.takeLease(id, other)).toBe(true);
    expect(await verbs.takeLease(id, holder)).toBe(false);
    await verbs.endLease(id, other);
    expect(await verbs.takeLease(id, holder)).toBe(true);
    await verbs.pauseMailbox(admin(), { mailbox: id });
    expect(await verbs.takeLease(id, holder)).toBe(false);
  });
});

describe("the mailbox of IMAP_URL", () => {
  async function start(url: string | undefined) {
    if (url) process.env.IMAP_URL = url;
    else delete process.env.IMAP_URL;
    vi.resetModules();
    const { ensureMailboxOfSettings } = await import("@/lib/incoming-mail/ensure-mailbox-of-settings");
    const { closeDatabase } = await import("@/lib/tenancy/database");
    await Promise.all([ensureMailboxOfSettings(), ensureMailboxOfSettings()]);
    await closeDatabase();
    return world.owner`select * from mailbox where created_by is null`;
  }

  it("is laid down once, follows its setting, and is paused once that is gone", async () => {
    const [first, ...others] = await start("imaps://guichet:un@imap.exemple.fr?project=DON");
    expect(others).toEqual([]);
    expect(first).toMatchObject({ name: "guichet (IMAP_URL)", port: 993, project_id: world.project("DON").id });
    expect(await start("imaps://guichet:un@imap.exemple.fr?project=DON")).toEqual([first]);
    const [second] = await start("imaps://guichet:deux@imap.exemple.fr:1993?project=RIEN");
    expect(second).toMatchObject({ id: first!.id, port: 1993, project_id: null });
    expect(second!.sealed_password).not.toBe(first!.sealed_password);
    const [gone] = await start(undefined);
    expect(gone!.paused_at).not.toBeNull();
    const [back] = await start("imaps://guichet:deux@imap.exemple.fr:1993");
    expect(back!.paused_at).toBeNull();
    const told = (await journal()).filter(({ payload }) => payload.mailboxId === first!.id).map(({ type }) => type);
    expect(told).toEqual(["mailbox.added", "mailbox.changed", "mailbox.paused", "mailbox.resumed"]);
  });

  it("is changed by its setting alone; what an administrator paused stays paused", async () => {
    const [{ id } = { id: "" }] = await world.owner<{ id: string }[]>`select id from mailbox where created_by is null`;
    await expect(verbs.changeMailbox(admin(), { ...asked, name: "Prise", mailbox: id })).rejects.toMatchObject({
      code: "mailbox-of-settings",
    });
    await verbs.pauseMailbox(admin(), { mailbox: id });
    const [still] = await start("imaps://guichet:trois@imap.exemple.fr:1993");
    expect(still!.paused_at).not.toBeNull();
  });
});
