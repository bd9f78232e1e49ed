import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDns } from "./fake-dns";
import { openPostOffice, type PostOffice } from "./post-office";
import { sampleBytes } from "./sample";

let office: PostOffice;
let dns: Awaited<ReturnType<typeof openDns>>;

beforeAll(async () => {
  dns = await openDns({
    "_dmarc.culture.example": "v=DMARC1; p=reject",
    "culture.example": "v=spf1 ip4:127.0.0.1 -all",
    "_dmarc.efs.example": "v=DMARC1; p=none",
    "efs.example": "v=spf1 -all",
    "_dmarc.prestataire.example": "v=DMARC1; p=none",
    "prestataire.example": "v=spf1 -all",
  });
  process.env.DNS_SERVERS = dns.address;
  office = await openPostOffice();
  await set("mail.trustedRelays", []);
});
afterAll(async () => {
  await office?.close();
});

async function set<Value>(key: "mail.trustedRelays" | "mail.resultRelays", value: Value) {
  const { changeSetting } = await import("@/lib/workspaces/change-setting");
  await changeSetting(office.world.actor("admin@guichet.example"), { key, value: value as never });
}

async function lastRow() {
  const { id } = (await office.incoming()).at(-1)!;
  const { actor } = office.world;
  const { getIncomingMail } = await import("@/lib/incoming-mail/incoming-mail-queries");
  const { listEvidence } = await import("@/lib/incoming-mail/evidence-queries");
  return actor("nadia@titulaire.example").transaction(async (tx) => {
    const mail = await getIncomingMail(tx, id);
    return { ...mail, evidence: (await listEvidence(tx, mail.workspaceId, [id])).get(id)! };
  });
}

const plain = { to: "portail@guichet.example", subject: "Le portail est lent", text: "Une minute par page." };

describe("when Guichet is the border", () => {
  it("a mail that its sender's domain vouches for opens a ticket, and what was found is kept", async () => {
    await office.send({ ...plain, from: "ines@culture.example" });
    expect((await lastRow()).outcome).toBe("opened");
    expect((await lastRow()).evidence).toMatchObject({
      peerTrusted: false,
      authentication: {
        by: "guichet",
        verdict: "verified",
        spf: { result: "pass", domain: "culture.example" },
        dmarc: { result: "pass" },
      },
    });
    expect(dns.asked).toContain("TXT _dmarc.culture.example");
  });

  it("a forged one waits, and its supposed author hears nothing", async () => {
    const before = await office.tickets();
    await office.send({ ...plain, from: "rachid@efs.example", to: "don@guichet.example" });
    expect(await lastRow()).toMatchObject({ outcome: "quarantined", reason: "failed-authentication" });
    expect(await office.tickets()).toEqual(before);
    expect(await office.outbox("rachid@efs.example")).toEqual([]);
  });

  it("a stranger whose domain disowns the message gets no answer either", async () => {
    await office.send({ ...plain, from: "chef@prestataire.example" });
    expect(await lastRow()).toMatchObject({ outcome: "quarantined", reason: "failed-authentication" });
    expect(await office.outbox("chef@prestataire.example")).toEqual([]);
  });

  it("nothing known is nothing proven: an account of a domain that publishes nothing waits", async () => {
    await office.send({ ...plain, from: "nadia@titulaire.example" });
    expect(await lastRow()).toMatchObject({ outcome: "quarantined", reason: "unverified-sender" });
  });
});

describe("behind a relay whose results are read", () => {
  beforeAll(() => set("mail.resultRelays", [{ network: "127.0.0.0/8", server: "mx.relais.example" }]));

  const outcomes: [sample: string, expected: object][] = [
    ["results-pass", { outcome: "opened", reason: null }],
    ["results-dmarc-fail", { outcome: "quarantined", reason: "failed-authentication" }],
    ["results-forged-inside", { outcome: "quarantined", reason: "failed-authentication" }],
    ["results-forged-below-a-stranger", { outcome: "quarantined", reason: "unverified-sender" }],
    ["results-temporary-error", { outcome: "quarantined", reason: "uncertain-authentication" }],
    ["plain-text", { outcome: "quarantined", reason: "unverified-sender" }],
  ];

  it.each(outcomes)("%s", async (sample, expected) => {
    const raw = sampleBytes(sample).toString("latin1").replace("<m1@culture.example>", `<${sample}@culture.example>`);
    await office.send({ raw, envelope: { from: "ines@culture.example", to: [plain.to] } });
    const row = await lastRow();
    expect(row).toMatchObject(expected);
    expect(row.evidence.authentication).toMatchObject({ by: "relay", server: "mx.relais.example" });
  });
});

describe("when the sender's DNS does not answer", () => {
  it("the message is tried again, and waits in the end with its reason", async () => {
    await set("mail.resultRelays", []);
    const { findAuthentication, SenderUnavailable } = await import("@/lib/incoming-mail/find-authentication");
    const { noHeaders } = await import("@/lib/mail-reading/mail");
    dns.close();
    await delay(50);
    const body = { text: "", html: null, quoteFrom: null, attachments: [], report: null, unreadable: null };
    const mail = { ...noHeaders, ...body, from: { address: "ines@culture.example", name: null } };
    const row = { ...(await anyRow()), peerTrusted: false, peer: "192.0.2.9" };
    await expect(findAuthentication(row, mail, { number: 1, last: false })).rejects.toThrow(SenderUnavailable);
    expect(await findAuthentication(row, mail, { number: 6, last: false })).toMatchObject({ verdict: "unavailable" });
  });
});

async function anyRow() {
  const { workspaceActor } = await import("@/lib/tenancy/actor");
  const { incomingMail } = await import("@/db/schema");
  const [row] = await workspaceActor(office.world.workspace("culture").id).transaction((tx) =>
    tx.select().from(incomingMail).limit(1),
  );
  return row!;
}
