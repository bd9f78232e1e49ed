import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPostOffice, type PostOffice } from "../incoming-mail/post-office";

const taken: ParsedMail[] = [];
let refusal: number | null = null;

/** A mail server of somebody else's, which can be told to refuse. */
const server = new SMTPServer({
  ...{ authOptional: true, disabledCommands: ["STARTTLS"], disableReverseLookup: true },
  onRcptTo: (_address, _session, done) =>
    done(refusal ? Object.assign(new Error("No"), { responseCode: refusal }) : null),
  onData: (stream, _session, done) => {
    simpleParser(stream).then((mail) => {
      taken.push(mail);
      done();
    }, done);
  },
});
let office: PostOffice;
beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  office = await openPostOffice({ smtpUrl: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}` });
});
afterAll(async () => {
  const { closeRelay } = await import("@/lib/outgoing-mail/deliver-mail");
  closeRelay();
  await office?.close();
  server.close();
});

async function open(title: string) {
  const { openTicket } = await import("@/lib/tickets/open-ticket");
  return openTicket(office.world.actor("ines@culture.example"), { project: "PORTAIL", title, message: "Bonjour" });
}

const state = async () => (await office.outgoing("ines@culture.example")).at(-1)!;

async function until(condition: () => Promise<boolean>) {
  while (!(await condition())) await new Promise((wake) => setTimeout(wake, 50));
}

describe("the outbox", () => {
  it("gives a mail to the server of the settings, with an envelope to which reports can come back", async () => {
    const ticket = await open("Par SMTP");
    await office.allDone();
    expect(taken.at(-1)!.subject).toBe(`[${ticket.reference}] Par SMTP`);
    expect(await state()).toMatchObject({ state: "sent", attempts: 1, lastError: null });
  });

  it("tries again what the server refuses for the moment, and shows why meanwhile", async () => {
    refusal = 451;
    await open("Plus tard");
    await until(async () => (await state()).lastError !== null);
    expect(await state()).toMatchObject({ state: "queued", lastError: expect.stringContaining("451") });
    refusal = null;
    await office.allDone();
    expect(await state()).toMatchObject({ state: "sent", attempts: 2, lastError: null, nextTryAt: null });
  });

  it("gives up what the server refuses for good, says so, and sends it when an agent asks", async () => {
    const { retryOutgoingMail } = await import("@/lib/outgoing-mail/retry-outgoing-mail");
    refusal = 550;
    await open("Jamais");
    await office.allDone();
    const failed = await state();
    expect(failed).toMatchObject({ state: "failed", lastError: expect.stringContaining("550") });
    refusal = null;
    const ines = office.world.actor("ines@culture.example");
    await expect(retryOutgoingMail(ines, { mail: failed.id })).rejects.toThrow("not-found");
    const nadia = office.world.actor("nadia@titulaire.example");
    await retryOutgoingMail(nadia, { mail: failed.id });
    await office.allDone();
    expect(await state()).toMatchObject({ state: "sent" });
    await expect(retryOutgoingMail(nadia, { mail: failed.id })).rejects.toThrow("mail-not-failed");
  });

  it("after three days of tries is failed, never forgotten", async () => {
    const { retryDelays } = await import("@/lib/outgoing-mail/retry-pace");
    refusal = 421;
    await open("Dernier essai");
    await until(async () => (await state()).lastError !== null);
    for (const seconds of retryDelays) {
      expect(await state()).toMatchObject({ state: "queued", lastError: expect.stringContaining("421") });
      await office.letPass(Math.ceil(seconds / 60) + 1);
    }
    expect(await state()).toMatchObject({ state: "failed", attempts: retryDelays.length + 1, nextTryAt: null });
    refusal = null;
    await office.allDone();
    expect(await state()).toMatchObject({ state: "failed" });
  });

  it("shows when the next try comes, and is not tried before", async () => {
    refusal = 451;
    await open("Attendre");
    await until(async () => (await state()).lastError !== null);
    const { nextTryAt } = await state();
    expect(new Date(nextTryAt!).getTime() - Date.now()).toBeGreaterThan(10_000);
    const { id, workspaceId } = await state();
    const { sendOutgoingMail } = await import("@/lib/outgoing-mail/send-outgoing-mail");
    await sendOutgoingMail({ outgoingMailId: id, workspaceId });
    expect(await state()).toMatchObject({ attempts: 1, nextTryAt });
    refusal = null;
    await office.allDone();
  });
});
