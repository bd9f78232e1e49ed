import { generateKeyPairSync } from "node:crypto";
import { Readable } from "node:stream";
import { dkimSign } from "mailauth";
import { expect, test } from "vitest";
import { authenticateSender } from "@/lib/incoming-mail/authenticate-sender";
import { judgeFindings } from "@/lib/incoming-mail/authentication";
import { sampleBytes } from "./sample";

const { privateKey, publicKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "der" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});
const key = `v=DKIM1; k=rsa; p=${publicKey.toString("base64")}`;

type Records = Record<string, string[][] | string[] | "silent">;

/** Answers from these records alone; a name that is not there does not exist, a silent one gives a server's failure. */
function answerFrom(records: Records) {
  return async (name: string, type: string) => {
    const found = records[`${type} ${name}`];
    if (found === undefined) throw Object.assign(new Error("none"), { code: "ENOTFOUND" });
    if (found === "silent") throw Object.assign(new Error("silent"), { code: "ESERVFAIL" });
    return found;
  };
}

const policy = { "TXT _dmarc.culture.example": [["v=DMARC1; p=none"]] };
const spf = { "TXT culture.example": [["v=spf1 ip4:192.0.2.25 -all"]] };
const dkim = { "TXT s1._domainkey.culture.example": [[key.slice(0, 200), key.slice(200)]] };
const asked = {
  peer: "192.0.2.25",
  helo: "mail.culture.example",
  envelopeFrom: "ines@culture.example",
  from: "ines@culture.example",
  signatures: 0,
  mta: "guichet.example",
};

async function authenticate(records: Records, changed: Partial<typeof asked> = {}, bytes = sampleBytes("plain-text")) {
  const what = { ...asked, ...changed };
  const findings = await authenticateSender(what, async () => Readable.from([bytes]), answerFrom(records));
  return { ...findings, verdict: judgeFindings(findings, "culture.example") };
}

async function sign(bytes: Buffer) {
  const signature = { signingDomain: "culture.example", selector: "s1", privateKey };
  const { signatures } = await dkimSign(bytes, { ...signature, signatureData: [signature] });
  return Buffer.concat([Buffer.from(signatures), bytes]);
}

test("a peer that the domain names is believed", async () => {
  expect(await authenticate({ ...policy, ...spf })).toMatchObject({
    spf: { result: "pass", domain: "culture.example" },
    dmarc: { result: "pass", domain: "culture.example" },
    verdict: "verified",
  });
});

test("another one is not, though its own domain names it", async () => {
  const records = { ...policy, ...spf, "TXT pirate.example": [["v=spf1 ip4:203.0.113.9 -all"]] };
  expect(await authenticate(records, { peer: "203.0.113.9" })).toMatchObject({
    spf: { result: "fail" },
    verdict: "failed",
  });
  const forged = { peer: "203.0.113.9", envelopeFrom: "x@pirate.example" };
  expect(await authenticate(records, forged)).toMatchObject({ spf: { result: "pass" }, verdict: "failed" });
});

test("a signature of the domain is enough, wherever the message comes from", async () => {
  const signed = await sign(sampleBytes("plain-text"));
  expect(await authenticate({ ...policy, ...dkim }, { peer: "203.0.113.9", signatures: 1 }, signed)).toMatchObject({
    dkim: [{ result: "pass", domain: "culture.example" }],
    verdict: "verified",
  });
});

test("one that no longer fits its message is not", async () => {
  const changed = Buffer.from((await sign(sampleBytes("plain-text"))).toString().replace("502", "503"));
  expect(await authenticate({ ...policy, ...dkim }, { peer: "203.0.113.9", signatures: 1 }, changed)).toMatchObject({
    verdict: "failed",
  });
});

test("a domain without policy is believed by what passes for it, else nothing is known", async () => {
  expect(await authenticate(spf)).toMatchObject({ dmarc: { result: "none" }, verdict: "verified" });
  expect(await authenticate({})).toMatchObject({ verdict: "unproven" });
});

test("the null path is asked about by the peer's own name", async () => {
  const records = { "TXT mail.culture.example": [["v=spf1 ip4:192.0.2.25 -all"]] };
  expect(await authenticate(records, { envelopeFrom: "" })).toMatchObject({ verdict: "verified" });
});

test("a DNS that fails is no verdict", async () => {
  const silent: Records = { "TXT _dmarc.culture.example": "silent", "TXT culture.example": "silent" };
  expect(await authenticate(silent)).toMatchObject({ verdict: "unavailable" });
});

test("a DNS that never answers is given up after five seconds", async () => {
  const never = () => new Promise<never>(() => {});
  const began = performance.now();
  const findings = await authenticateSender(asked, async () => Readable.from([sampleBytes("plain-text")]), never);
  expect(judgeFindings(findings, "culture.example")).toBe("unavailable");
  expect(performance.now() - began).toBeLessThan(7_000);
}, 20_000);

test("forty signatures are not asked about one by one", async () => {
  const questions: string[] = [];
  const counting = (name: string, type: string) => {
    questions.push(`${type} ${name}`);
    return answerFrom({})(name, type);
  };
  const open = async () => Readable.from([sampleBytes("sent-by-hand-with-forty-signatures")]);
  const findings = await authenticateSender({ ...asked, signatures: 40 }, open, counting);
  expect(findings.dkim).toEqual([]);
  expect(questions.filter((question) => question.includes("_domainkey"))).toEqual([]);
});

test("fifty megabytes pass without being held", async () => {
  const chunk = Buffer.from(`${"a".repeat(76)}\r\n`.repeat(800));
  const body = function* () {
    yield sampleBytes("plain-text");
    for (let sent = 0; sent < 50 * 1024 * 1024; sent += chunk.length) yield chunk;
  };
  const before = process.memoryUsage.rss();
  const findings = await authenticateSender(
    asked,
    async () => Readable.from(body()),
    answerFrom({ ...policy, ...spf }),
  );
  expect(judgeFindings(findings, "culture.example")).toBe("verified");
  expect(process.memoryUsage.rss() - before).toBeLessThan(40 * 1024 * 1024);
}, 30_000);
