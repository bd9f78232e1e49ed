import { expect, test } from "vitest";
import { type Expected, isReadable, readSample, tellFiles } from "../incoming-mail/sample";

const pdf = "(application/pdf, 45)";

const structures: Expected[] = [
  ["mixed-text-file-html", { text: "Avant le fichier\n\nApres le fichier", attachments: [{ name: "plan.pdf" }] }],
  ["broken-boundary", { unreadable: "broken-structure", from: { address: "ines@culture.example" } }],
  ["no-boundary-parameter", { unreadable: "broken-structure" }],
  ["empty-multipart", { unreadable: "broken-structure" }],
  ["multipart-with-empty-part", { unreadable: null, text: "" }],
  ["missing-closing-boundary", { text: "Bonjour", attachments: [{ name: "plan.pdf", size: 45 }] }],
  ["cut-inside-an-attachment", { text: "Bonjour", attachments: [{ name: "plan.pdf", size: 1162 }] }],
  ["boundary-that-begins-another", { text: "Bonjour\n\nSuite", html: "<p>Bonjour</p><hr /><pre>Suite</pre>" }],
  ["hundred-levels", { text: "Au centieme niveau" }],
  ["preamble-and-epilogue", { text: "Bonjour" }],
  ["content-type-in-pieces", { text: "Bonjour" }],
  ["boundary-of-one-space", { from: { address: "ines@culture.example" } }],
  ["boundary-in-the-headers-of-a-part", { text: "Bonjour" }],
  ["two-boundaries-announced", { text: expect.stringContaining("Pour l'") }],
  ["boundary-in-encoded-word", { text: "Bonjour" }],
  ["text-after-the-closing-boundary", { text: "Bonjour", html: null }],
];

const files: [sample: string, files: string[]][] = [
  ["alternative-with-related-image", ["capture.png (image/png, 70)"]],
  ["invalid-content-type", ["document-1.bin (application/octet-stream, 9)"]],
  ["file-name-rfc2231", [`Procès-verbal du comité.pdf ${pdf}`]],
  ["file-name-rfc2047", [`Procès-verbal.pdf ${pdf}`]],
  ["file-name-with-path", [`passwd ${pdf}`]],
  ["file-name-with-line-feed", [`planX-Injecte_ oui.pdf ${pdf}`]],
  ["file-name-of-four-hundred-bytes", [`${"é".repeat(125)}.pdf ${pdf}`]],
  ["file-name-with-direction-override", ["planfdp.exe (application/octet-stream, 45)"]],
  ["file-name-of-dots", [`document-1.pdf ${pdf}`]],
  ["file-without-name", [`document-1.pdf ${pdf}`]],
  ["file-without-content", ["vide.pdf (application/pdf, 0)"]],
  ["file-with-invalid-type", ["plan.pdf (application/octet-stream, 1)"]],
  ["inline-text-file", ["journal.txt (text/plain, 19)"]],
  ["winmail-dat", ["winmail.dat (application/ms-tnef, 44)"]],
  [
    "winmail-dat-with-two-files",
    [`Procès-verbal du comité.pdf (application/pdf, 14)`, "liste.csv (application/octet-stream, 8)"],
  ],
  ["winmail-dat-alone", ["plan.txt (application/octet-stream, 4)"]],
  ["winmail-dat-html-only", []],
  ["winmail-dat-rtf-only", ["message.rtf (application/rtf, 37)"]],
  ["winmail-dat-cut", ["winmail.dat (application/ms-tnef, 263)"]],
  ["winmail-dat-with-a-message", ["Panne de lundi.txt (text/plain, 16)", "dedans.txt (application/octet-stream, 6)"]],
  ["winmail-dat-with-a-path", ["passwd (application/octet-stream, 1)"]],
  ["image-among-html-words", ["image001.png (image/png, 70)"]],
  ["image-among-plain-words-outlook", ["image001.png (image/png, 70)"]],
  ["calendar-invitation-outlook", ["invite.ics (text/calendar, 286)"]],
  ["encrypted-pgp", ["document-1.bin (application/pgp-encrypted, 10)", "encrypted.asc (application/octet-stream, 67)"]],
  ["signed-pgp", ["signature.asc (application/pgp-signature, 64)"]],
  ["signed-smime-opaque", ["smime.p7m (application/pkcs7-mime, 5)"]],
  ["zip-of-twenty-megabytes-of-zeros", ["bombe.zip (application/zip, 19555)"]],
  ["calendar-invitation", ["document-1.ics (text/calendar, 30)"]],
  ["nested-message", ["message-1.eml (message/rfc822, 191)"]],
  ["nested-message-inline", ["message-1.eml (message/rfc822, 191)"]],
  ["nested-message-in-base64", ["transmis.eml (message/rfc822, 191)"]],
  ["signed-smime", ["smime.p7s (application/pkcs7-signature, 5)"]],
  ["encrypted-smime", ["smime.p7m (application/pkcs7-mime, 5)"]],
  ["file-alone", [`plan.pdf ${pdf}`]],
  ["same-file-name-twice", ["liste.csv (text/csv, 3)", "liste.csv (text/csv, 3)"]],
];

test.each(structures)("%s", async (name, reading) => {
  expect(await readSample(name)).toMatchObject(reading);
});

test.each(files)("%s", async (name, told) => {
  expect(tellFiles(await readSample(name))).toEqual(told);
});

test("whatever the name of a file, the message is read beside it", async () => {
  for (const [name] of files.filter(([sample]) => sample.startsWith("file-name"))) {
    expect(await readSample(name)).toMatchObject({ text: "Voir la piece jointe" });
  }
});

test("an image is inline when the HTML shows it, and bears the very identifier that the HTML names", async () => {
  expect(await readSample("alternative-with-related-image")).toMatchObject({
    text: "Voir la capture",
    html: '<p>Voir <img alt="capture" width="10" src="cid:capture@culture.example" /></p>',
    attachments: [{ contentId: "capture@culture.example", inline: true }],
  });
  expect(await readSample("content-id-percent-encoded")).toMatchObject({
    html: '<img src="cid:a b@x" />',
    attachments: [{ contentId: "a b@x", inline: true }],
  });
  expect(await readSample("same-content-id-twice")).toMatchObject({
    attachments: [{ inline: true }, { inline: true }, { contentId: "jamais@x", inline: false }],
  });
});

test("a file's bytes arrive as they were sent", async () => {
  const mail = await readSample("same-file-name-twice");
  const contents = isReadable(mail)
    ? mail.attachments.map(({ content }) => "bytes" in content && String(content.bytes))
    : [];
  expect(contents).toEqual(["a;b", "c;d"]);
});

test("winmail.dat gives its text to a mail that has none, and only then", async () => {
  expect(await readSample("winmail-dat-alone")).toMatchObject({ text: "Le portail est en panne, dit Outlook." });
  expect(await readSample("winmail-dat-html-only")).toMatchObject({
    text: "Le portail est en panne",
    html: "<p>Le portail est <b>en panne</b></p>",
  });
  expect(await readSample("winmail-dat-with-two-files")).toMatchObject({ text: "Voir les fichiers" });
});

test("the RTF of winmail.dat is given as any program opens it", async () => {
  const mail = await readSample("winmail-dat-rtf-only");
  const content = isReadable(mail) ? mail.attachments[0]!.content : null;
  expect(content && "bytes" in content && String(content.bytes)).toBe("{\\rtf1\\ansi Le portail est en panne.}");
});

test("a picture keeps its place among the words, by its file's name", async () => {
  expect(await readSample("image-among-html-words")).toMatchObject({ text: "Avant\n\n[image: image001.png]\n\nAprès" });
  expect(await readSample("image-among-plain-words-outlook")).toMatchObject({
    text: "Avant\n\n[cid:image001.png@01DB2F00.ABCDEF00]\n\nApres",
    attachments: [{ contentId: "image001.png@01DB2F00.ABCDEF00" }],
  });
});
