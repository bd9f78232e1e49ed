import { expect, test } from "vitest";
import { isReadable, readSample } from "../incoming-mail/sample";

/** What stands above the fold; null when nothing is folded. */
const folds: [sample: string, shown: string | null][] = [
  ["reply-to-a-notice", "Oui, confirmé."],
  ["reply-to-a-sibling", "Chez moi aussi."],
  ["reply-attribution-on-two-lines", "Merci."],
  ["reply-outlook", "C'est toujours en panne.\n\nCordialement,\nInes"],
  ["reply-outlook-english", "Still down."],
  ["reply-original-message", "Toujours en panne."],
  ["reply-without-marks", "Oui."],
  ["reply-with-signature", "Oui."],
  ["reply-html-gmail", "Oui, confirmé."],
  ["reply-html-outlook", "Toujours en panne."],
  ["reply-gmail-french", "Oui, confirmé."],
  ["reply-gmail-english", "Yes, confirmed."],
  ["reply-apple-mail-french", "Oui, confirmé.\n\nInès"],
  ["reply-apple-mail-english", "Yes, confirmed.\n\nInes"],
  ["reply-thunderbird-french", "Oui, confirmé."],
  ["reply-thunderbird-english", "Yes, confirmed."],
  ["reply-zimbra-french", "Oui, confirmé.\n\nCordialement,\nInès Morel"],
  ["reply-zimbra-english", "Yes, confirmed."],
  ["reply-roundcube-french", "Oui, confirmé.\n\n---\nInès Morel"],
  ["reply-roundcube-english", "Yes, confirmed."],
  ["reply-outlook-mobile", "Oui, confirmé."],
  ["reply-html-apple-mail", "Oui, confirmé."],
  ["reply-html-thunderbird", "Oui, confirmé."],
  ["reply-html-zimbra", "Oui, confirmé."],
  ["signature-then-quote", "Oui, confirmé."],
  ["forwarded-thread", "Pour suite à donner."],
  ["thanks-with-history", "Bonjour Nadia,\n\nMerci beaucoup pour votre réactivité.\n\nBonne journée,\nInès"],
  ["signature-alone", "Le portail est en panne."],
  ["sent-from-a-telephone", "En panne."],
  ["reply-between-the-lines", null],
  ["reply-under-the-quote", null],
  ["quotation-alone", null],
  ["dashes-in-the-middle", null],
  ["forwarded-message", null],
  ["talks-of-what-somebody-wrote", null],
];

test.each(folds)("%s", async (name, shown) => {
  const mail = await readSample(name);
  if (!isReadable(mail)) throw new Error("unreadable");
  expect(mail.quoteFrom === null ? null : mail.text.slice(0, mail.quoteFrom).trim()).toBe(shown);
});

test("a reply to a colleague's own first mail names it, though it never came from us", async () => {
  expect(await readSample("reply-to-a-sibling")).toMatchObject({
    from: { address: "jules@culture.example" },
    inReplyTo: ["<m1@culture.example>"],
    references: ["<m1@culture.example>"],
  });
});

test("quotations of an HTML reply are marked in its text", async () => {
  expect(await readSample("reply-html-gmail")).toMatchObject({
    text: expect.stringMatching(/a écrit :\n>\n> Pouvez-vous confirmer \?\n> >\n> > Plus ancien$/),
  });
});

test("what is folded is whole: signature and history stand in the text, to the last word", async () => {
  for (const name of ["signature-then-quote", "reply-thunderbird-french"]) {
    const mail = await readSample(name);
    const folded = isReadable(mail) ? mail.text.slice(mail.quoteFrom!) : "";
    expect(folded).toContain("Inès Morel\nMinistère de la Culture");
    expect(folded).toContain("> L'équipe du portail");
  }
});
