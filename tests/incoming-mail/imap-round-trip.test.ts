import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { afterAll, afterEach, beforeAll, describe, expect, it, test, vi } from "vitest";
import type { MailboxReach } from "@/lib/incoming-mail/mailbox";
import { startCuttingProxy } from "./cutting-proxy";
import { type Dovecot, dovecotProgram, startDovecot } from "./dovecot";
import { openPostOffice, type PostOffice } from "./post-office";

// A disk that is full, for as long as a test says so.
const disk = vi.hoisted(() => ({ isFull: false }));
vi.mock("@/lib/files/storage", async (original) => {
  const real = await original<typeof import("@/lib/files/storage")>();
  const ensureRoom = () => {
    if (disk.isFull) throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
  };
  const take = async (...given: [string, string]) => {
    ensureRoom();
    return real.getStorage().take(...given);
  };
  const put = async (...given: [string, Buffer]) => {
    ensureRoom();
    return real.getStorage().put(...given);
  };
  return { ...real, getStorage: () => ({ ...real.getStorage(), take, put }) };
});

if (!dovecotProgram)
  test.skip("IMAP round trip: NOT RUN, Dovecot is not installed (apt-get install dovecot-imapd)", () => {});

/** "traité", as a Maildir writes it. */
const done = "trait&AOk-";
const tooLarge = "trop grand";

describe.runIf(dovecotProgram)("a real round trip with Dovecot", () => {
  let office: PostOffice;
  let server: Dovecot;
  let proxy: Awaited<ReturnType<typeof startCuttingProxy>>;
  let verbs: typeof import("@/lib/incoming-mail/add-mailbox") &
    typeof import("@/lib/incoming-mail/mailbox-queries") &
    typeof import("@/lib/incoming-mail/imap-session") &
    typeof import("@/lib/incoming-mail/empty-mailbox") &
    typeof import("@/lib/incoming-mail/held-back") &
    typeof import("@/lib/incoming-mail/pause-mailbox") &
    typeof import("@/lib/incoming-mail/test-mailbox") &
    typeof import("@/lib/worker/mailbox-watches");
  const troubles: unknown[] = [];
  const watches: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    office = await openPostOffice();
    server = await startDovecot(["cuts", "idle", "pair", "replay", "large", "tls", "lost", "fixed", "full", "results"]);
    proxy = await startCuttingProxy(server.port);
    verbs = {
      ...(await import("@/lib/incoming-mail/add-mailbox")),
      ...(await import("@/lib/incoming-mail/mailbox-queries")),
      ...(await import("@/lib/incoming-mail/imap-session")),
      ...(await import("@/lib/incoming-mail/empty-mailbox")),
      ...(await import("@/lib/incoming-mail/held-back")),
      ...(await import("@/lib/incoming-mail/pause-mailbox")),
      ...(await import("@/lib/incoming-mail/test-mailbox")),
      ...(await import("@/lib/worker/mailbox-watches")),
    };
  });
  afterEach(async () => {
    await Promise.all(watches.splice(0).map((stop) => stop()));
  });
  afterAll(async () => {
    proxy?.close();
    await server?.close();
    await office?.close();
  });

  const admin = () => office.world.actor("admin@guichet.example");

  async function mailbox(userName: string, over: Partial<Parameters<typeof verbs.addMailbox>[1]> = {}) {
    const { id } = await verbs.addMailbox(admin(), {
      ...{ name: userName, host: "127.0.0.1", port: server.port, security: "none", userName, password: "motdepasse" },
      ...{ folder: "INBOX", doneFolder: "traité", project: "PORTAIL", senderTrust: "believed", authservId: "" },
      ...over,
    });
    return admin().transaction((tx) => verbs.getMailboxReach(tx, id));
  }

  /** One session, as the worker's: what it throws is what a cut leaves. */
  async function emptyOnce(of: MailboxReach, held = new verbs.HeldBack()) {
    const session = await verbs.ImapSession.open(of, new AbortController().signal);
    try {
      return await verbs.emptyMailbox(session, of, held);
    } finally {
      await session.close();
    }
  }

  const letter = (
    subject: string,
    { id = subject.toLowerCase(), to = "support@ailleurs.example", text = "Bonjour" } = {},
  ) =>
    `From: ines@culture.example\r\nTo: ${to}\r\nSubject: ${subject}\r\nMessage-ID: <${id}@culture.example>\r\n\r\n${text}\r\n`;

  const titled = async (title: string) => (await office.tickets()).filter((ticket) => ticket.title === title);
  const watch = () => watches.push(verbs.watchMailboxes((error) => troubles.push(error)));
  const rowOf = async (id: string) => (await office.world.owner`select * from mailbox where id = ${id}`)[0]!;

  it("takes a message as it comes (IDLE), opens a ticket where the mailbox leads, and only then puts it away", async () => {
    const { id } = await mailbox("idle");
    server.deliver("idle", letter("Avant la connexion"));
    watch();
    await expect.poll(() => server.count("idle", done), { timeout: 15_000 }).toBe(1);
    const announced = Date.now();
    server.deliver("idle", letter("Pendant la veille"));
    await expect.poll(() => server.count("idle", done), { timeout: 10_000, interval: 20 }).toBe(2);
    // Polling alone would take up to a minute.
    expect(Date.now() - announced).toBeLessThan(10_000);
    await office.allDone();
    expect(await titled("Avant la connexion")).toMatchObject([{ reference: expect.stringMatching(/^PORTAIL-/) }]);
    expect(await titled("Pendant la veille")).toHaveLength(1);
    expect(server.count("idle")).toBe(0);
    expect(await rowOf(id)).toMatchObject({ last_error: null, last_mail_at: expect.any(Date) });
    expect(await doorsOf(id)).toEqual([{ door: "imap", trusted: true }]);
  });

  it("an address that leads somewhere decides before the mailbox does", async () => {
    const of = await mailbox("idle", { name: "adresses", userName: "replay" });
    server.deliver("replay", letter("Pour la presse", { to: "presse@guichet.example" }));
    await emptyOnce(of);
    await office.allDone();
    expect(await titled("Pour la presse")).toMatchObject([{ reference: expect.stringMatching(/^PRESSE-/) }]);
  });

  /** By which doors the messages of a mailbox came, as the worker of their workspace reads it. */
  async function doorsOf(id: string) {
    const { sql } = await import("drizzle-orm");
    const { workspaceActor } = await import("@/lib/tenancy/actor");
    const rows = await workspaceActor(office.world.workspace("culture").id).transaction((tx) =>
      tx.execute(sql`select distinct door, peer_trusted as trusted from incoming_mail where mailbox_id = ${id}`),
    );
    return [...rows];
  }

  const steps = [
    { said: /LOGIN|AUTHENTICATE/, when: "before" },
    { said: /SELECT/, when: "after" },
    { said: /UID SEARCH/, when: "after" },
    { said: /UID FETCH .*BODY\.PEEK\[\]/, when: "before" },
    { said: /UID FETCH .*BODY\.PEEK\[\]/, when: "in the answer" },
    { said: /UID MOVE/, when: "before" },
    { said: /UID MOVE/, when: "after" },
    { said: /UID FETCH .*BODY\.PEEK\[\]<1048576/, when: "in the answer" },
  ] as const;

  it("loses nothing and doubles nothing, wherever the connection is cut", async () => {
    const of = await mailbox("cuts", { port: proxy.port });
    for (const [at, step] of steps.entries()) {
      const subject = `Coupure ${at}`;
      server.deliver(
        "cuts",
        letter(subject, {
          id: `cut-${at}`,
          text: at === steps.length - 1 ? "x".repeat(70).concat("\r\n").repeat(40_000) : "Bonjour",
        }),
      );
      proxy.cutOnce(step);
      const before = proxy.cuts();
      const failure = await emptyOnce(of).then(
        () => null,
        (error) => error,
      );
      expect(proxy.cuts(), `${step.said} ${step.when}`).toBe(before + 1);
      expect(verbs.troubleOf(failure)?.code, `${step.said} ${step.when}: ${failure}`).toBe("cut");
      await emptyOnce(of);
      await office.allDone();
      expect(await titled(subject), `${step.said} ${step.when}`).toHaveLength(1);
      expect(server.count("cuts"), `${step.said} ${step.when}`).toBe(0);
    }
    expect(server.count("cuts", done)).toBe(steps.length);
    const kept = (await office.incoming()).filter(({ fromMail }) => fromMail === "ines@culture.example");
    expect(kept.filter(({ outcome }) => outcome !== "opened")).toEqual([]);
  });

  it("resumes by itself after its server was away, and after another UIDVALIDITY", async () => {
    const { id } = await mailbox("lost", { port: proxy.port });
    server.deliver("lost", letter("Un", { id: "lost-1" }));
    watch();
    await expect.poll(() => server.count("lost", done), { timeout: 15_000 }).toBe(1);
    await server.stop();
    await expect.poll(async () => (await rowOf(id)).last_error, { timeout: 30_000 }).toMatch(/^(cut|refused)/);
    server.deliver("lost", letter("Deux", { id: "lost-2" }));
    server.putBack("lost", done);
    await server.forgetUids("lost");
    await expect.poll(() => server.count("lost", done), { timeout: 30_000 }).toBe(2);
    await office.allDone();
    expect([...(await titled("Un")), ...(await titled("Deux"))]).toHaveLength(2);
  });

  it("two workers on one mailbox open no duplicate", async () => {
    await mailbox("pair");
    for (let n = 0; n < 25; n++) server.deliver("pair", letter(`À deux ${n}`, { id: `pair-${n}` }));
    watch();
    watch();
    await expect.poll(() => server.count("pair", done), { timeout: 20_000 }).toBe(25);
    await office.allDone();
    const opened = (await office.tickets()).filter(({ title }) => title.startsWith("À deux"));
    expect(new Set(opened.map(({ title }) => title)).size).toBe(25);
    expect(opened).toHaveLength(25);
  });

  it("even two that empty it at the very same moment, without a lease", async () => {
    const of = await mailbox("pair", { name: "sans bail" });
    server.putBack("pair", done);
    for (let n = 25; n < 35; n++) server.deliver("pair", letter(`À deux ${n}`, { id: `pair-${n}` }));
    const before = (await office.tickets()).length;
    await Promise.allSettled([emptyOnce(of), emptyOnce(of)]);
    await emptyOnce(of);
    await office.allDone();
    expect(server.count("pair")).toBe(0);
    expect((await office.tickets()).length).toBe(before + 10);
  });

  it("leaves every message where it is while the disk is full, says so, and takes them once it is not", async () => {
    const { id } = await mailbox("full");
    server.deliver("full", letter("Disque plein"));
    disk.isFull = true;
    watch();
    await expect.poll(async () => (await rowOf(id)).last_error, { timeout: 15_000 }).toBe("store");
    expect([server.count("full"), server.count("full", done)]).toEqual([1, 0]);
    disk.isFull = false;
    await expect.poll(() => server.count("full", done), { timeout: 15_000 }).toBe(1);
    await office.allDone();
    expect(await titled("Disque plein")).toHaveLength(1);
    expect(troubles.splice(0)).not.toEqual([]);
  });

  it("a whole mailbox replayed opens nothing again", async () => {
    const of = await mailbox("replay", { name: "rejeu" });
    for (let n = 0; n < 20; n++) server.deliver("replay", letter(`Rejeu ${n}`, { id: `replay-${n}` }));
    server.deliver("replay", letter("Rejeu sans identifiant").replace(/Message-ID.*\r\n/, ""));
    await emptyOnce(of);
    await office.allDone();
    const before = { tickets: await office.tickets(), incoming: await office.incoming() };
    server.putBack("replay", done);
    expect(await emptyOnce(of)).toEqual({ found: 22, trouble: null });
    await office.allDone();
    expect(await office.tickets()).toEqual(before.tickets);
    expect(await office.incoming()).toEqual(before.incoming);
    expect(server.count("replay", done)).toBe(22);
  });

  it("passes over a message on which the server hangs up each time, takes those behind it, and says so", async () => {
    const of = await mailbox("large", { name: "illisible" });
    server.deliver("large", letter("Illisible"));
    const mend = server.damage("large");
    server.deliver("large", letter("Derrière", { id: "derriere" }));
    const held = new verbs.HeldBack();
    for (let tries = 0; tries < 3; tries++) await expect(emptyOnce(of, held)).rejects.toThrow();
    expect(await emptyOnce(of, held)).toEqual({ found: 1, trouble: { code: "unreadable" } });
    expect([server.count("large"), server.count("large", done)]).toEqual([1, 1]);
    mend();
    expect(await emptyOnce(of)).toEqual({ found: 1, trouble: null });
    await office.allDone();
    expect([...(await titled("Illisible")), ...(await titled("Derrière"))]).toHaveLength(2);
  });

  it("marks what it took where the server lets nothing be moved, and does not take it twice", async () => {
    const of = await mailbox("fixed", { doneFolder: "pas/possible" });
    server.deliver("fixed", letter("Immobile"));
    server.deliver("fixed", letter("Immobile aussi", { id: "immobile-2" }));
    expect(await emptyOnce(of)).toEqual({ found: 2, trouble: null });
    expect(await emptyOnce(of)).toEqual({ found: 0, trouble: null });
    await office.allDone();
    expect(server.count("fixed")).toBe(2);
    expect([...(await titled("Immobile")), ...(await titled("Immobile aussi"))]).toHaveLength(2);
  });

  it("leaves a message that is too large in a folder of its own, says so, and goes on", async () => {
    const of = await mailbox("large");
    server.deliver("large", Buffer.concat([Buffer.from(letter("Énorme")), Buffer.alloc(51 * 1024 * 1024, "x\r\n")]));
    server.deliver("large", letter("Après l'énorme", { id: "apres" }));
    expect(await emptyOnce(of)).toMatchObject({ found: 2 });
    await office.allDone();
    expect([server.count("large", tooLarge), server.count("large", done), server.count("large")]).toEqual([1, 3, 0]);
    expect(await titled("Après l'énorme")).toHaveLength(1);
    expect((await rowOf(of.id)).last_error).toMatch(/^too-large 5[12]$/);
  });

  it("judges by the results of the mailbox's own server, and by nobody else's", async () => {
    const over = { name: "résultats", senderTrust: "results" as const, authservId: "mx.exemple.fr" };
    const of = await mailbox("results", over);
    const from = (server: string, result: string) =>
      `Authentication-Results: ${server};\r\n dmarc=${result} header.from=culture.example\r\n`;
    const received = "Received: from mta by mta.ailleurs.fr; Mon, 23 Nov 2026 10:00:00 +0100\r\n";
    const cases = {
      Vérifié: from("mx.exemple.fr", "pass"),
      Usurpé: from("mx.exemple.fr", "fail"),
      "Forgé dedans": `${received}${from("mx.exemple.fr", "pass")}`,
      "D'un autre": from("mx.ailleurs.fr", "pass"),
    };
    for (const [subject, headers] of Object.entries(cases))
      server.deliver("results", headers + letter(subject, { id: `results-${subject.length}-${subject[0]}` }));
    await emptyOnce(of);
    await office.allDone();
    const opened = (await office.tickets()).map(({ title }) => title).filter((title) => title in cases);
    expect(opened).toEqual(["Vérifié"]);
  });

  it("nothing is said to a server whose certificate is not valid, and nothing falls back to clear text", async () => {
    const of = await mailbox("tls", { port: server.tlsPort, security: "tls" });
    const signIns = () => server.log().match(/Login: user=<tls>|passwd-file\(tls/g)?.length ?? 0;
    expect(await verbs.testMailbox(admin(), { mailbox: of.id })).toMatchObject({ ok: false, trouble: "certificate" });
    const started = await mailbox("tls", { name: "starttls", security: "starttls" });
    expect(await verbs.testMailbox(admin(), { mailbox: started.id })).toMatchObject({
      ok: false,
      trouble: "certificate",
    });
    expect(signIns()).toBe(0);

    setDefaultCACertificates([
      ...getCACertificates("default"),
      readFileSync(join(import.meta.dirname, "certificates/first.pem"), "utf8"),
    ]);
    expect(await verbs.testMailbox(admin(), { mailbox: of.id })).toEqual({ ok: true });
    expect(await verbs.testMailbox(admin(), { mailbox: started.id })).toEqual({ ok: true });
  });

  it("says in a word what is wrong", async () => {
    const trouble = async (name: string, over: object) => {
      const { id } = await mailbox("large", { name, ...over });
      const answer = await verbs.testMailbox(admin(), { mailbox: id });
      return answer.ok ? null : answer.trouble;
    };
    expect(await trouble("mot de passe", { password: "faux" })).toBe("sign-in");
    expect(await trouble("dossier", { folder: "Absent" })).toBe("no-folder");
    expect(await trouble("port", { port: 1 })).toBe("refused");
    expect(await trouble("nom", { host: "nulle-part.invalid", security: "tls" })).toBe("host-unknown");
  });

  it("a paused mailbox is left alone", async () => {
    const { id } = await mailbox("large", { name: "pause" });
    watch();
    await expect.poll(async () => (await rowOf(id)).last_seen_at, { timeout: 15_000 }).not.toBeNull();
    for (const { id: any } of await verbs.listMailboxesInUse()) await verbs.pauseMailbox(admin(), { mailbox: any });
    await expect.poll(async () => (await rowOf(id)).leased_by, { timeout: 15_000 }).toBeNull();
    server.deliver("large", letter("En pause"));
    await pause(1_500);
    expect(server.count("large")).toBe(1);
  });
});
