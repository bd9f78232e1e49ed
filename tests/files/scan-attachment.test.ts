import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openWorld, type World } from "@/tests/world";
import { eicar, openFakeClamd } from "./fake-clamd";

let world: World;
let clamd: Awaited<ReturnType<typeof openFakeClamd>>;

beforeAll(async () => {
  clamd = await openFakeClamd({ limit: 50_000 });
  process.env.CLAMD = `127.0.0.1:${clamd.address.port}`;
  world = await openWorld();
});

beforeEach(() => clamd.feels("well"));

afterAll(async () => {
  await world.close();
  await clamd.close();
});

const camille = "camille@culture.example";

async function verbs() {
  const [open, reply, note, attachment, scan, waiting, setting, thread, tickets, letter] = await Promise.all([
    import("@/lib/tickets/open-ticket"),
    import("@/lib/tickets/reply-to-ticket"),
    import("@/lib/tickets/add-note"),
    import("@/lib/files/open-attachment"),
    import("@/lib/files/scan-attachment"),
    import("@/lib/files/scan-waiting-files"),
    import("@/lib/workspaces/change-setting"),
    import("@/lib/tickets/thread-queries"),
    import("@/lib/tickets/ticket-queries"),
    import("@/lib/outgoing-mail/write-letter"),
  ]);
  return {
    ...open,
    ...reply,
    ...note,
    ...attachment,
    ...scan,
    ...waiting,
    ...setting,
    ...thread,
    ...tickets,
    ...letter,
  };
}

async function upload(mail: string, name: string, bytes: Buffer): Promise<string> {
  const { storeFile } = await import("@/lib/files/store-file");
  const { upload } = await import("@/db/schema");
  const actor = world.actor(mail);
  const [stored, id] = [await storeFile(name, bytes), randomBytes(16).toString("hex")];
  const times = { finishedAt: new Date(), expiresAt: new Date(Date.now() + 86_400_000) };
  await actor.transaction((tx) => tx.insert(upload).values({ id, accountId: actor.accountId!, ...stored, ...times }));
  return id;
}

/** A ticket of camille with one file. */
async function attach(name: string, bytes: Buffer) {
  const { openTicket, getTicket, listAttachments } = await verbs();
  const uploads = [await upload(camille, name, bytes)];
  const opened = await openTicket(world.actor(camille), {
    project: "PRESSE",
    title: name,
    message: "Ci-joint.",
    uploads,
  });
  const [file] = await world
    .actor(camille)
    .transaction(async (tx) => listAttachments(tx, await getTicket(tx, opened.reference)));
  return { ticket: opened, file: file!, workspaceId: world.workspace("culture").id };
}

async function scanned(file: { file: { id: string }; workspaceId: string }) {
  const { scanAttachment } = await verbs();
  await scanAttachment({ workspaceId: file.workspaceId, attachmentId: file.file.id });
}

async function read(mail: string, id: string): Promise<string> {
  const { openAttachment } = await verbs();
  const opened = await openAttachment(world.actor(mail), id);
  const chunks: Buffer[] = [];
  for await (const chunk of await opened.read()) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

async function listed(reference: string, mail = camille) {
  const { getTicket, listAttachments, listEvents } = await verbs();
  return world.actor(mail).transaction(async (tx) => {
    const ticket = await getTicket(tx, reference);
    const events = await listEvents(tx, ticket, { limit: 100 });
    return {
      files: await listAttachments(tx, ticket),
      events: events.filter(({ type }) => type.startsWith("attachment.")),
    };
  });
}

/** As the workspace's job: the owner of the tables sees no content. */
async function mailsOf(eventId: string, workspaceId: string) {
  const { workspaceActor } = await import("@/lib/tenancy/actor");
  const { outgoingMail } = await import("@/db/schema");
  const { eq } = await import("drizzle-orm");
  return workspaceActor(workspaceId).transaction((tx) =>
    tx.select().from(outgoingMail).where(eq(outgoingMail.eventId, eventId)),
  );
}

describe("an attached file", () => {
  it("waits for the scanner, then is served with who looked at it and when", async () => {
    const clean = await attach("notes.txt", Buffer.from("rien de mal"));
    expect(clean.file.safety).toEqual({ state: "waiting", served: false });
    await expect(read(camille, clean.file.id)).rejects.toMatchObject({ status: 409, code: "file-waits-for-scan" });
    await scanned(clean);
    expect(await read(camille, clean.file.id)).toBe("rien de mal");
    const { files, events } = await listed(clean.ticket.reference);
    expect(files[0]).toMatchObject({
      verdict: "clean",
      scanEngine: expect.stringContaining("ClamAV 1.4.6"),
      threat: null,
    });
    expect(Date.now() - files[0]!.scannedAt!.getTime()).toBeLessThan(60_000);
    expect(events.map(({ type }) => type)).toEqual(["attachment.added", "attachment.scanned"]);
    expect(events[1]).toMatchObject({
      door: "worker",
      actorId: null,
      payload: { name: "notes.txt", verdict: "clean" },
    });
  });

  it("has a job of its own from the moment it is attached", async () => {
    const { file, workspaceId } = await attach("avec-tache.txt", Buffer.from("x"));
    const jobs = await world.owner`select data from pgboss.job where name = 'scan-attachment'`;
    expect(jobs.map(({ data }) => data)).toContainEqual({ workspaceId, attachmentId: file.id });
  });

  it("with a virus is set aside: nobody opens it, its author and the agents are told", async () => {
    const bad = await attach("facture.exe", Buffer.concat([randomBytes(500), eicar]));
    await scanned(bad);
    for (const mail of [camille, "nadia@titulaire.example", "oscar@titulaire.example"])
      await expect(read(mail, bad.file.id)).rejects.toMatchObject({ status: 403, code: "file-infected" });
    const { files, events } = await listed(bad.ticket.reference);
    expect(files[0]).toMatchObject({ verdict: "infected", threat: "Win.Test.EICAR_HDB-1" });
    const quarantined = events.at(-1)!;
    expect(quarantined).toMatchObject({
      type: "attachment.quarantined",
      payload: { name: "facture.exe", threat: "Win.Test.EICAR_HDB-1" },
    });
    const mails = await mailsOf(quarantined.id, bad.workspaceId);
    const told = mails.map(({ toMail }) => toMail).sort();
    expect(told).toEqual([camille, "nadia@titulaire.example", "oscar@titulaire.example"]);
    const { writeLetter } = await verbs();
    const written = await writeLetter(mails.find(({ toMail }) => toMail === camille)!);
    expect(JSON.stringify(written)).toContain("facture.exe");
    expect(JSON.stringify(written)).toContain(bad.ticket.reference);
    expect(JSON.stringify(written)).toContain("Win.Test.EICAR_HDB-1");
  });

  it("is scanned once, whoever asks again", async () => {
    const bad = await attach("deux-fois.exe", eicar);
    await Promise.all([scanned(bad), scanned(bad)]);
    await scanned(bad);
    const { events } = await listed(bad.ticket.reference);
    expect(events.filter(({ type }) => type === "attachment.quarantined")).toHaveLength(1);
    expect(await mailsOf(events.at(-1)!.id, bad.workspaceId)).toHaveLength(3);
    const { workspaceActor } = await import("@/lib/tenancy/actor");
    const again = workspaceActor(bad.workspaceId).transaction((tx) =>
      tx.execute(sql`update attachment set verdict = 'clean' where id = ${bad.file.id} returning id`),
    );
    expect(await again).toHaveLength(0);
  });

  it("waits while the scanner is away or confused, and is asked for again", async () => {
    const file = await attach("attend.txt", Buffer.from("patience"));
    for (const mood of ["breaks off", "is confused"] as const) {
      clamd.feels(mood);
      await expect(scanned(file)).rejects.toThrow();
      expect((await listed(file.ticket.reference)).files[0]).toMatchObject({
        scannedAt: null,
        safety: { state: "waiting" },
      });
    }
    clamd.feels("well");
    const { scanWaitingFiles } = await verbs();
    await world.owner`delete from pgboss.job where name = 'scan-attachment'`;
    await world.owner.begin(async (sql) => {
      await sql`alter table attachment no force row level security`;
      await sql`update attachment set created_at = now() - interval '1 hour' where id = ${file.file.id}`;
      await sql`alter table attachment force row level security`;
    });
    expect(await scanWaitingFiles()).toBeGreaterThanOrEqual(1);
    const jobs = await world.owner`select data from pgboss.job where name = 'scan-attachment'`;
    expect(jobs.map(({ data }) => data)).toContainEqual({ workspaceId: file.workspaceId, attachmentId: file.file.id });
    await scanned(file);
    expect(await read(camille, file.file.id)).toBe("patience");
  });

  it("too large for the scanner is served, and says that nobody looked at it", async () => {
    const large = await attach("gros.bin", randomBytes(200_000));
    await scanned(large);
    const { files, events } = await listed(large.ticket.reference);
    expect(files[0]).toMatchObject({ verdict: null, safety: { state: "notScannable", served: true } });
    expect(files[0]!.scannedAt).not.toBeNull();
    expect(events.at(-1)).toMatchObject({ type: "attachment.scanned", payload: { verdict: null } });
  });

  it("of a note is told to nobody who may not read notes", async () => {
    const { addNote, getTicket, listAttachments } = await verbs();
    const { ticket, workspaceId } = await attach("public.txt", Buffer.from("x"));
    const nadia = world.actor("nadia@titulaire.example");
    const uploads = [await upload("nadia@titulaire.example", "interne.exe", eicar)];
    await addNote(nadia, { ticket: ticket.reference, text: "Regarde.", uploads });
    const files = await nadia.transaction(async (tx) => listAttachments(tx, await getTicket(tx, ticket.reference)));
    const file = files.find(({ name }) => name === "interne.exe")!;
    await scanned({ file, workspaceId });
    expect((await listed(ticket.reference)).events.map(({ type }) => type)).not.toContain("attachment.quarantined");
    const { events } = await listed(ticket.reference, "nadia@titulaire.example");
    const mails = await mailsOf(events.find(({ type }) => type === "attachment.quarantined")!.id, workspaceId);
    expect(mails.map(({ toMail }) => toMail).sort()).toEqual(["nadia@titulaire.example", "oscar@titulaire.example"]);
    expect(mails.every(({ internal }) => internal)).toBe(true);
  });

  it("that waits is served, or one that nobody scanned is not, when the platform says so", async () => {
    const { changeSetting } = await verbs();
    const admin = world.actor("admin@guichet.example");
    const file = await attach("réglage.txt", Buffer.from("selon le réglage"));
    await changeSetting(admin, { key: "files.serveUnscanned", value: "always" });
    expect(await read(camille, file.file.id)).toBe("selon le réglage");
    expect((await listed(file.ticket.reference)).files[0]!.safety).toEqual({ state: "waiting", served: true });
    await changeSetting(admin, { key: "files.serveUnscanned", value: "never" });
    const large = await attach("gros-jamais.bin", randomBytes(200_000));
    await scanned(large);
    await expect(read(camille, large.file.id)).rejects.toMatchObject({ status: 403, code: "file-not-scanned" });
    await changeSetting(admin, { key: "files.serveUnscanned", value: "auto" });
    await expect(
      changeSetting(world.actor(camille), { key: "files.serveUnscanned", value: "always" }),
    ).rejects.toMatchObject({ status: 403 });
  });

  it("that came by mail is given with its mail no more than alone", async () => {
    const { receiveMail } = await import("@/lib/incoming-mail/receive-mail");
    const { handleIncomingMail } = await import("@/lib/incoming-mail/handle-incoming-mail");
    const { openIncomingMail } = await import("@/lib/incoming-mail/open-incoming-mail");
    const { openReceivedPart } = await import("@/lib/incoming-mail/read-received-mail");
    const oscar = world.actor("oscar@titulaire.example");
    const mailOf = (name: string, bytes: Buffer) =>
      [
        ...[
          `From: Camille <${camille}>`,
          "To: presse@guichet.example",
          `Subject: ${name}`,
          `Message-ID: <${name}@culture.example>`,
        ],
        ...[
          "MIME-Version: 1.0",
          'Content-Type: multipart/mixed; boundary="b"',
          "",
          "--b",
          "Content-Type: text/plain",
          "",
          "Ci-joint.",
        ],
        ...["--b", `Content-Type: application/octet-stream; name="${name}"`, "Content-Transfer-Encoding: 8bit"],
        ...[`Content-Disposition: attachment; filename="${name}"`, "", bytes.toString("latin1"), "--b--", ""],
      ].join("\r\n");
    const receive = async (name: string, bytes: Buffer) => {
      const received = await receiveMail({
        ...{ raw: Buffer.from(mailOf(name, bytes)), door: "smtp", peer: "127.0.0.1", peerTrusted: true, helo: null },
        ...{ envelopeFrom: camille, envelopeTo: ["presse@guichet.example"] },
      } as never);
      await handleIncomingMail({ incomingMailId: received.id }, { number: 1, last: false });
      return received.id;
    };
    const [good, bad] = [await receive("bon.bin", Buffer.from("bon")), await receive("mauvais.bin", eicar)];
    expect((await openIncomingMail(oscar, good)).size).toBeGreaterThan(100);
    expect((await openReceivedPart(oscar, good, "0")).size).toBe(3);
    for (const opening of [openIncomingMail(oscar, bad), openReceivedPart(oscar, bad, "0")])
      await expect(opening).rejects.toMatchObject({ status: 403, code: "file-infected" });
    clamd.feels("breaks off");
    await expect(openIncomingMail(oscar, good)).rejects.toMatchObject({ status: 409, code: "file-waits-for-scan" });
  });

  it("of the EFS is no job's that is inside another workspace", async () => {
    const { scanAttachment } = await verbs();
    const file = await attach("ailleurs.txt", Buffer.from("x"));
    await scanAttachment({ workspaceId: world.workspace("efs").id, attachmentId: file.file.id });
    expect((await listed(file.ticket.reference)).files[0]!.scannedAt).toBeNull();
  });
});
