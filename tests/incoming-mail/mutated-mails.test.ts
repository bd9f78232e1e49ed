import fc from "fast-check";
import { expect, test } from "vitest";
import { judgeFindings, senderVerdicts } from "@/lib/incoming-mail/authentication";
import { readServersResults } from "@/lib/incoming-mail/authentication-results";
import { outcomes } from "@/lib/incoming-mail/incoming-mail";
import { judgeMail } from "@/lib/incoming-mail/judge-mail";
import { isMereThanks } from "@/lib/incoming-mail/mere-thanks";
import { mailReasons } from "@/lib/incoming-mail/reasons";
import { mailRemarks, remarkOnMail } from "@/lib/incoming-mail/remark-on-mail";
import type { MailFacts } from "@/lib/incoming-mail/verdict";
import type { ReadMail } from "@/lib/mail-reading/mail";
import { readMail } from "@/lib/mail-reading/read-mail";
import { unreadableReasons } from "@/lib/mail-reading/unreadable";
import { anyFacts } from "./any-facts";
import { isReadable, listSamples, sampleBytes } from "./sample";

const samples = listSamples()
  .map(sampleBytes)
  .filter(({ length }) => length < 20_000);

const sample = fc.constantFrom(...samples);
const position = fc.double({ min: 0, max: 1, noNaN: true });
const awkward = fc.constantFrom(
  "\0",
  "\r",
  "\n",
  "\r\n\r\n",
  "--",
  "\n--b\n",
  "=?utf-8?Q?",
  "<",
  ">",
  '"',
  ";",
  "(",
  "\xff\xfe",
  "&#",
);

/** A sample with bytes changed, cut out, repeated or put in, or the head of one on the body of another. */
const mutated = fc
  .record({
    bytes: sample,
    changes: fc.array(fc.record({ at: position, length: fc.nat(200), put: awkward, times: fc.nat(20) }), {
      maxLength: 6,
    }),
    cut: fc.option(position),
    tail: fc.option(sample),
  })
  .map(({ bytes, changes, cut, tail }) => {
    let mail = bytes;
    for (const { at, length, put, times } of changes) {
      const start = Math.floor(at * mail.length);
      mail = Buffer.concat([
        mail.subarray(0, start),
        Buffer.from(put.repeat(times), "latin1"),
        mail.subarray(start + length),
      ]);
    }
    if (cut !== null) mail = mail.subarray(0, Math.floor(cut * mail.length));
    return tail === null ? mail : Buffer.concat([mail, tail.subarray(Math.floor(tail.length / 3))]);
  });

// biome-ignore lint/suspicious/noControlCharactersInRegex: these must never be found
const forbidden = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;

function checkReading(mail: ReadMail) {
  expect(mail.subject).not.toMatch(/[\r\n]/);
  for (const address of [mail.from, mail.sender, mail.replyTo, ...mail.to, ...mail.cc]) {
    expect(address?.address ?? "a@b").toMatch(/^[^\s<>]+@[a-z0-9_.:[\]-]+$/);
  }
  for (const id of [mail.messageId, ...mail.inReplyTo, ...mail.references]) expect(id ?? "<x>").toMatch(/^<[^<>\s]+>$/);
  if (!isReadable(mail)) {
    expect(unreadableReasons).toContain(mail.unreadable);
    expect(mail.unreadable).not.toMatch(/took-too-long|too-much-memory/);
    return;
  }
  for (const written of [mail.subject, mail.text, mail.html ?? ""]) {
    expect(written).not.toMatch(forbidden);
    expect(written.isWellFormed()).toBe(true);
  }
  if (mail.quoteFrom !== null) expect(mail.text.slice(0, mail.quoteFrom).trim()).not.toBe("");
  // Of the tags alone: what was written between them is text, whatever it looks like.
  const tags = (mail.html?.match(/<[^>]*>/g) ?? []).join("\n");
  expect(tags).not.toMatch(/<(script|style|iframe|object|svg|form|input|link|meta|base)|\son\w+=|javascript:\S*"/i);
  expect(tags).not.toMatch(/<img[^>]*src="(?!cid:)/i);
  for (const { name } of mail.attachments) {
    expect(name).toMatch(/^[^/\\\r\n\0]+$/);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
  }
}

/** A reading that took two seconds is done again: once may be the machine's fault, twice is the mail's. */
async function readWithinTwoSeconds(mail: Buffer): Promise<ReadMail> {
  const read = await readMail(mail, { deadline: 2_000 });
  return read.unreadable === "took-too-long" ? readMail(mail, { deadline: 2_000 }) : read;
}

function checkVerdict(mail: ReadMail, facts: MailFacts) {
  const verdict = judgeMail(mail, facts);
  expect(outcomes).toContain(verdict.outcome);
  if ("reason" in verdict) expect(mailReasons).toContain(verdict.reason);
  for (const remark of remarkOnMail(mail)) expect(mailRemarks).toContain(remark);
  const findings = readServersResults(mail.trace, "mx.relais.example", "culture.example");
  if (findings) expect(senderVerdicts).toContain(judgeFindings(findings, "culture.example"));
  if (isReadable(mail)) expect(typeof isMereThanks(mail.text.slice(0, mail.quoteFrom ?? undefined))).toBe("boolean");
}

const atOnce = 20;
const cases = 10_000;

test("no damage done to a mail makes its reading throw, hang, let anything dangerous through or end without a verdict", async () => {
  const damaged = fc.array(fc.tuple(mutated, anyFacts), { minLength: atOnce, maxLength: atOnce }).map(inShort);
  await fc.assert(
    fc.asyncProperty(damaged, async (mails) => {
      const readings = await Promise.all(mails.map(([mail]) => readWithinTwoSeconds(mail)));
      for (const [at, [mail, facts]] of mails.entries())
        try {
          checkReading(readings[at]!);
          checkVerdict(readings[at]!, facts);
        } catch (fault) {
          throw new Error(`On ${JSON.stringify(mail.toString("latin1"))}`, { cause: fault });
        }
    }),
    { numRuns: cases / atOnce, endOnFailure: true },
  );
});

/** A failure names the one mail at fault; the others of its batch would bury it. */
function inShort<Cases extends unknown[]>(mails: Cases): Cases {
  return Object.assign(mails, { [fc.toStringMethod]: () => `${mails.length} mails` });
}
