import fc from "fast-check";
import { expect, test } from "vitest";
import type { ReadMail } from "@/lib/incoming-mail/mail";
import { readMail } from "@/lib/incoming-mail/read-mail";
import { unreadableReasons } from "@/lib/incoming-mail/reasons";
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
  expect(mail.html ?? "").not.toMatch(
    /<(script|style|iframe|object|svg|form|input|link|meta|base)|\son\w+=|javascript:\S*"/i,
  );
  expect(mail.html ?? "").not.toMatch(/<img[^>]*src="(?!cid:)/i);
  for (const { name } of mail.attachments) {
    expect(name).toMatch(/^[^/\\\r\n\0]+$/);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
  }
}

test("no damage done to a mail makes its reading throw, hang or let anything dangerous through", async () => {
  await fc.assert(
    fc.asyncProperty(mutated, async (mail) => checkReading(await readMail(mail, { deadline: 60_000 }))),
    { numRuns: 1_000 },
  );
});
