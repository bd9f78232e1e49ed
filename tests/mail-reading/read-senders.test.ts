import { expect, test } from "vitest";
import { type Expected, readSample } from "../incoming-mail/sample";

const ines = { address: "ines@culture.example", name: "Ines Morel" };
const nobody = { from: null, severalFrom: false };

const expected: Expected[] = [
  ["plain-text", { from: ines, subject: "Le portail ne repond plus", messageId: "<m1@culture.example>" }],
  ["no-from", nobody],
  ["from-without-address", nobody],
  ["no-header-at-all", { ...nobody, text: "Bonjour, voici un message sans en-tete." }],
  ["not-a-mail", { ...nobody, unreadable: null }],
  ["bare-carriage-returns-everywhere", nobody],
  ["several-authors", { severalFrom: true }],
  ["two-from-lines", { from: ines, severalFrom: true }],
  ["from-in-capitals", { from: { address: "ines@culture.example", name: "INES" } }],
  ["encoded-word-name", { from: { address: "ines@culture.example", name: "Inès Morél" } }],
  ["encoded-word-in-address", nobody],
  [
    "address-hidden-in-name",
    { from: { address: "pirate@elsewhere.example", name: '"Admin" <admin@guichet.example>' }, severalFrom: false },
  ],
  ["comma-in-name", { from: { address: "ines@culture.example", name: "Morel, Ines" }, severalFrom: false }],
  ["name-with-direction-override", { from: { name: "Ines elpmaxe" } }],
  ["international-domain", { from: { address: "ines@xn--ministre-60a.example" } }],
  ["kelvin-sign-local-part", { from: { address: "\u212aarim@efs.example" } }],
  ["undisclosed-recipients", { to: [] }],
  [
    "group-of-recipients",
    {
      to: [
        { address: "portail@guichet.example", name: null },
        { address: "jules@culture.example", name: "Jules" },
      ],
      cc: [{ address: "paula@culture.example", name: null }],
    },
  ],
  ["no-date", { date: null }],
  ["impossible-date", { date: null }],
  ["date-without-weekday", { date: new Date("2026-11-02T08:15:00Z") }],
  ["no-subject", { subject: "" }],
  ["folded-subject", { subject: "Le portail ne repond plus" }],
  ["encoded-subject-in-two-words", { subject: "Résumé" }],
  ["raw-latin1-subject", { subject: "Accès refusé" }],
  ["raw-utf8-headers", { subject: "Accès refusé à l’intranet", from: { name: "Inès Morél" } }],
  ["subject-with-line-feed", { subject: "Panne Bcc: victime@ailleurs.example" }],
  ["two-subjects", { subject: "Le portail ne repond plus" }],
  ["space-before-colon", { subject: "Le portail" }],
  ["nul-in-subject-and-body", { subject: "Panne", text: "Bonjour" }],
  ["two-hundred-headers", { from: ines, unreadable: null }],
  ["header-line-of-64-kilobytes", { from: ines, unreadable: null }],
  ["mbox-from-line", { from: { address: "ines@culture.example" }, subject: "Panne" }],
  ["header-block-without-end", { subject: "Panne", text: "" }],
  ["no-message-id", { messageId: null }],
  ["message-id-without-brackets", { messageId: "<m2@culture.example>" }],
  ["folded-message-id", { messageId: "<tres-long-identifiant-m3@culture.example>" }],
  ["in-reply-to-with-prose", { inReplyTo: ["<n1@guichet.example>"] }],
  ["references-without-spaces", { references: ["<n1@guichet.example>", "<n2@guichet.example>"] }],
  [
    "return-path",
    {
      returnPath: "ines@culture.example",
      deliveredTo: ["portail@guichet.example", "support@guichet.example"],
    },
  ],
  ["reply-without-headers", { inReplyTo: [], references: [], subject: "Re : [PORTAIL-12] Le portail ne repond plus" }],
  ["reply-with-reference-in-the-middle", { subject: "Suite de la conversation [#PORTAIL-12 ] hier" }],
  [
    "forwarded-thread-by-a-stranger",
    { from: { address: "chef@prestataire.example" }, references: ["<n1@guichet.example>"] },
  ],
  ["reply-all-to-the-first-mail-by-a-stranger", { inReplyTo: ["<m0@culture.example>"] }],
  ["thread-index-only", { threadGuid: "0123456789abcdef0123456789abcdef", inReplyTo: [] }],
  ["thread-index-folded", { threadGuid: "0123456789abcdef0123456789abcdef" }],
  ["thread-index-that-is-none", { threadGuid: null }],
];

test.each(expected)("%s", async (name, reading) => {
  expect(await readSample(name)).toMatchObject(reading);
});

test("a subject of ten thousand characters is cut at a thousand", async () => {
  expect((await readSample("subject-of-ten-thousand-characters")).subject).toHaveLength(1_000);
});

test("of three hundred references the first, which opened the thread, and the last are kept", async () => {
  const { references } = await readSample("three-hundred-references");
  expect(references).toHaveLength(200);
  expect([references[0], references[1], references.at(-1)]).toEqual([
    "<n0@guichet.example>",
    "<n101@guichet.example>",
    "<n299@guichet.example>",
  ]);
});
