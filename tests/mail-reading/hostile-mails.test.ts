import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { readMail } from "@/lib/mail-reading/read-mail";

vi.setConfig({ testTimeout: 120_000 });

const folder = mkdtempSync(join(tmpdir(), "guichet-mail-"));
afterAll(() => rmSync(folder, { recursive: true }));

const patient = { deadline: 120_000 };
const html = "Content-Type: text/html; charset=utf-8";
const mixed = "Content-Type: multipart/mixed; boundary=b";
const part = "--b\r\nContent-Type: application/x\r\n\r\nx\r\n";

function mailOf(headers: string, body: string): Buffer {
  return Buffer.from(`From: ines@culture.example\r\nSubject: Panne\r\n${headers}\r\n\r\n${body}`);
}

const nested = Array.from({ length: 900 }, (_, level) => `${mixed}${level}\r\n\r\n--b${level}\r\n`).join("");

const attacks: [name: string, mail: Buffer, reading: object][] = [
  ["ten thousand parts", mailOf(mixed, part.repeat(10_000)), { unreadable: "too-many-parts" }],
  ["nine hundred parts", mailOf(mixed, part.repeat(900)), { unreadable: null }],
  ["nine hundred levels", Buffer.from(`From: ines@culture.example\r\n${nested}\r\nfond`), { text: "fond" }],
  ["two megabytes of headers", mailOf("X-Long: oui\r\n".repeat(200_000), ""), { unreadable: "headers-too-long" }],
  ["a From of parentheses", Buffer.from(`From: ${"(".repeat(300_000)}\r\n\r\nx`), { from: null }],
  ["fifty thousand recipients", mailOf(`To: ${"a@b.fr, ".repeat(50_000)}`, "x"), { unreadable: null }],
  ["references without end", mailOf(`References: ${"<".repeat(500_000)}`, "x"), { references: [] }],
  ["names in thirty thousand pieces", mailOf(`${mixed};${"a*1=b;".repeat(30_000)}`, part), { unreadable: null }],
  ["tags that never close", mailOf(html, "<b>".repeat(300_000)), { html: null, text: "" }],
  ["paragraphs in items in paragraphs", mailOf(html, "<p><li>".repeat(100_000)), { html: null }],
  ["a hundred thousand attributes", mailOf(html, `<p ${"a=b ".repeat(100_000)}>x`), { html: "<p>x</p>" }],
  ["comments without end", mailOf(html, "<!--".repeat(100_000)), { text: "" }],
  ["ampersands", mailOf(html, "&".repeat(200_000)), { text: "&".repeat(200_000) }],
  ["rows of a table, five megabytes", mailOf(html, "<tr><td>x</td></tr>".repeat(270_000)), { html: null }],
  ["a style of a megabyte", mailOf(html, `<p style="${"color:red;".repeat(90_000)}">x`), { text: "x" }],
  ["attributions", mailOf("", "On 1 wrote:\r\n> x\r\ny\r\n".repeat(20_000)), { quoteFrom: null }],
  ["quotations", mailOf("", "> \r\n".repeat(100_000)), { quoteFrom: null }],
  ["a boundary of a hundred kilobytes", mailOf(`${mixed}${"b".repeat(100_000)}`, part), { subject: "Panne" }],
  ["a million almost boundaries", mailOf(mixed, `--b\r\n\r\n${"--c\r\n".repeat(500_000)}--b--`), { unreadable: null }],
  ["closing boundaries without end", mailOf(mixed, `--b\r\n\r\nx\r\n${"--b--\r\n".repeat(200_000)}`), { text: "x" }],
  ["a header line of a megabyte", mailOf(`X-Long: ${"x".repeat(1_000_000)}`, "x"), { subject: "Panne" }],
  ["blank lines", mailOf("", `${" \r\n".repeat(200_000)}x`), { text: "x" }],
];

test.each(attacks)("%s", async (_name, mail, reading) => {
  expect(await readMail(mail, patient)).toMatchObject(reading);
});

test("a text too long to be shown is given whole as a file", async () => {
  const mail = await readMail(mailOf("", "panne\r\n".repeat(300_000)), patient);
  expect(mail).toHaveProperty("text.length", 500_000);
  expect(mail).toMatchObject({ attachments: [{ name: "message.txt", size: 300_000 * 6 - 1 }] });
});

test("a mail that takes too long is given up with its headers saved, and the next one is read", async () => {
  const long = mailOf(mixed, `--b\r\n\r\n${"Bonjour\r\n".repeat(2_000_000)}`);
  expect(await readMail(long, { deadline: 1 })).toMatchObject({
    unreadable: "took-too-long",
    from: { address: "ines@culture.example" },
    subject: "Panne",
  });
  expect(await readMail(mailOf("", "x"), patient)).toMatchObject({ unreadable: null, text: "x" });
});

test("a mail over the limit is not read, but its headers are", async () => {
  const mail = await readMail(mailOf("", "x".repeat(2_000)), { ...patient, maxBytes: 1_000 });
  expect(mail).toMatchObject({ unreadable: "too-big", subject: "Panne" });
});

test("nothing at all is unreadable", async () => {
  expect(await readMail(Buffer.alloc(0))).toMatchObject({ unreadable: "empty", from: null });
});

test("a mail in a file gives its large attachments as files, and its small ones in memory", async () => {
  const bytes = Buffer.alloc(3_000_000, "abc");
  const file = `--b\r\nContent-Type: application/zip\r\nContent-Transfer-Encoding: base64\r\n\r\n`;
  const path = join(folder, "mail.eml");
  writeFileSync(path, mailOf(mixed, `--b\r\n\r\nx\r\n${part}${file}${bytes.toString("base64")}\r\n--b--`));
  const spill = join(folder, "parts");
  await expect(readMail(path, { ...patient, spill: { folder: spill, above: 1_000 } })).rejects.toThrow("ENOENT");
  const mail = await readMail(path, { ...patient, spill: { folder, above: 1_000 } });
  expect(mail).toMatchObject({ attachments: [{ size: 1, content: { bytes: Buffer.from("x") } }, { size: 3_000_000 }] });
  expect(readdirSync(folder)).toEqual(["mail.eml", "part-2"]);
  expect(readFileSync(join(folder, "part-2")).equals(bytes)).toBe(true);
});

test("a file that is not there is the machine's fault: it is thrown, to be tried again", async () => {
  await expect(readMail(join(folder, "absent.eml"))).rejects.toThrow("ENOENT");
});

test("a hundred mails at once are each read as what they are", async () => {
  const mails = await Promise.all(
    Array.from({ length: 100 }, (_, rank) => readMail(mailOf("", `mail ${rank}`), patient)),
  );
  expect(mails.map((mail) => mail.unreadable === null && mail.text)).toEqual(
    Array.from({ length: 100 }, (_, rank) => `mail ${rank}`),
  );
});
