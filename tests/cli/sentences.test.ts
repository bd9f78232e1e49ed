import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { lockFolder, writeInstance } from "@/lib/cli/instance-file";
import { findFreePort } from "@/lib/cli/ports";
import { runCommand } from "../instance";

let folder: string;
let squatter: Server;
let busy: number;
let free: number;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "guichet-sentences-"));
  [busy, free] = [await findFreePort(), await findFreePort()];
  squatter = createServer().listen(busy, "127.0.0.1");
});

afterAll(() => {
  squatter.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a command that must fail, and gives what it said after its title: sentences, never a stack. */
async function refusal(command: string, environment: Record<string, string>): Promise<string> {
  const settings = { GUICHET_DATA: folder, PORT: String(free), MAIL_LISTEN: `127.0.0.1:${free}` };
  const { ended, output } = runCommand(command, { ...settings, ...environment });
  expect(await ended).toBe(1);
  expect(output()).not.toMatch(/\n\s+at |node:internal/);
  return output();
}

test("a busy port of the site", async () => {
  expect(await refusal("demo", { PORT: String(busy) })).toContain(`Le port ${busy} est déjà pris`);
});

test("a busy port of the mail listener", async () => {
  expect(await refusal("start", { MAIL_LISTEN: `127.0.0.1:${busy}` })).toContain(`127.0.0.1:${busy}, est déjà prise`);
});

test("a setting that makes no sense", async () => {
  expect(await refusal("demo", { PORT: "99999" })).toContain("Le réglage PORT n'est pas valable : « 99999 »");
});

test("a busy address of LMTP", async () => {
  const said = await refusal("start", { LMTP_LISTEN: `127.0.0.1:${busy}` });
  expect(said).toContain(`127.0.0.1:${busy}, est déjà prise`);
  expect(said).toContain("LMTP_LISTEN=");
});

test("a certificate that cannot be read, is none, or lacks its key", async () => {
  const good = join(import.meta.dirname, "../incoming-mail/certificates");
  const key = { MAIL_TLS_KEY: join(good, "first.key") };
  const absent = await refusal("start", { MAIL_TLS_CERT: join(folder, "absent.pem"), ...key });
  expect(absent).toContain(`${join(folder, "absent.pem")}, que nomme MAIL_TLS_CERT, ne peut pas être lu`);
  const other = { MAIL_TLS_KEY: join(good, "second.key") };
  expect(await refusal("start", { MAIL_TLS_CERT: join(good, "first.pem"), ...other })).toContain(
    "n'est pas celle du certificat de MAIL_TLS_CERT",
  );
  expect(await refusal("start", { MAIL_TLS_CERT: join(good, "first.pem") })).toContain("Le réglage MAIL_TLS_KEY");
});

test("a mailbox's address that makes no sense, without its password", async () => {
  const said = await refusal("start", { IMAP_URL: "imaps://guichet:motdepasse@imap.exemple.fr?dossier=x" });
  expect(said).toContain("Le réglage IMAP_URL n'est pas valable : « imaps://guichet:…@imap.exemple.fr?dossier=x »");
  expect(said).not.toContain("motdepasse");
  expect(await refusal("start", { MAIL_HTTP_SECRET: "court" })).not.toContain("court");
});

test("a data folder that is a file", async () => {
  const file = join(folder, "file");
  writeFileSync(file, "");
  expect(await refusal("demo", { GUICHET_DATA: file })).toContain(`${file} devrait être un dossier`);
});

test.runIf(process.getuid?.() !== 0)("a data folder that may not be written", async () => {
  expect(await refusal("demo", { GUICHET_DATA: "/usr/guichet" })).toContain("n'est pas accessible en écriture");
});

test("a data folder on which another instance runs", async () => {
  const release = lockFolder(folder);
  const url = "http://localhost:4321";
  writeInstance(folder, { command: "demo", pid: process.pid, startedAt: "", url, mailListen: "", mailDomain: "" });
  expect(await refusal("demo", {})).toContain(`Guichet tourne déjà sur le dossier ${folder}, à l'adresse ${url}`);
  release?.();
});

test("a web or a worker alone without a database", async () => {
  expect(await refusal("web", { DATABASE_URL: "" })).toContain("donnez son adresse dans DATABASE_URL");
  expect(await refusal("worker", { DATABASE_URL: "" })).toContain("donnez son adresse dans DATABASE_URL");
});

test("a database that does not answer", async () => {
  const said = await refusal("start", { DATABASE_URL: `postgres://guichet:secret@127.0.0.1:${free}/guichet` });
  expect(said).toContain(`Le PostgreSQL de DATABASE_URL (127.0.0.1:${free}/guichet) ne répond pas`);
  expect(said).not.toContain("secret@");
});

test("a database that refuses the password, or does not exist", async () => {
  const wrong = new URL(process.env.GUICHET_TEST_CLUSTER!);
  wrong.password = "wrong";
  expect(await refusal("start", { DATABASE_URL: wrong.href })).toContain("refuse cet utilisateur ou ce mot de passe");
  const absent = new URL(process.env.GUICHET_TEST_CLUSTER!);
  absent.pathname = "/nowhere";
  expect(await refusal("start", { DATABASE_URL: absent.href })).toContain("la base n'existe pas");
});

test("a command that works on an instance where there is none", async () => {
  const empty = join(folder, "empty");
  expect(await refusal("mail-receive", { GUICHET_DATA: empty })).toContain("Aucune instance de Guichet ici");
});
