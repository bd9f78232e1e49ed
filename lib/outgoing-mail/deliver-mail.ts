import { mkdir, open, rename } from "node:fs/promises";
import { join } from "node:path";
import { createTransport, type SendMailOptions } from "nodemailer";
import { getSettings } from "@/lib/settings/environment";

/** A mail ready to leave; what nodemailer could read from disk or network is not among its fields. */
export type ReadyMail = Pick<
  SendMailOptions,
  | "textEncoding"
  | "messageId"
  | "date"
  | "from"
  | "to"
  | "replyTo"
  | "subject"
  | "text"
  | "html"
  | "inReplyTo"
  | "references"
  | "headers"
  | "envelope"
  | "attachments"
>;

/** Thrown when the server refuses this mail for good (RFC 5321, replies 5yz to its recipient or content): trying again is vain. */
export class MailRefused extends Error {}

/** Gives the mail to the SMTP server of the settings; without one, writes it in the outbox folder under `name`. Durable when it resolves. */
export async function deliverMail(name: string, mail: ReadyMail) {
  const { smtpUrl } = getSettings();
  if (!smtpUrl) return writeOutboxFile(name, await compose(mail));
  relay ??= openRelay(smtpUrl);
  try {
    await relay.sendMail(mail);
  } catch (error) {
    throw isFinal(error) ? new MailRefused((error as Error).message) : error;
  }
}

/** Lets the connections to the SMTP server go. */
export function closeRelay() {
  relay?.close();
  relay = undefined;
}

/** Where a mail without SMTP server was written. */
export function outboxPath(name: string): string {
  if (!/^[0-9a-f-]{36}$/.test(name)) throw new Error("An outbox file is named by its row.");
  return join(getSettings().dataFolder, "outbox", `${name}.eml`);
}

const closed = { disableFileAccess: true, disableUrlAccess: true };
let relay: ReturnType<typeof openRelay> | undefined;

function openRelay(url: string) {
  const { hostname, searchParams } = new URL(url);
  const here = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  return createTransport({
    url,
    ...closed,
    pool: true,
    maxConnections: 3,
    // TLS is never given up silently; a relay that has none must be named with ?requireTLS=false.
    ...(here || searchParams.has("requireTLS") ? {} : { requireTLS: true }),
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 45_000,
  } as Parameters<typeof createTransport>[0]);
}

async function compose(mail: ReadyMail): Promise<Buffer> {
  const composer = createTransport({ streamTransport: true, buffer: true, newline: "windows", ...closed });
  const { message } = await composer.sendMail(mail);
  return message as Buffer;
}

async function writeOutboxFile(name: string, bytes: Buffer) {
  const path = outboxPath(name);
  const folder = join(path, "..");
  await mkdir(folder, { recursive: true });
  const draft = await open(`${path}.draft`, "w", 0o600);
  try {
    await draft.writeFile(bytes);
    await draft.sync();
  } finally {
    await draft.close();
  }
  await rename(`${path}.draft`, path);
  const directory = await open(folder, "r");
  await directory.sync().finally(() => directory.close());
}

/** A refused sign-in or an unknown command is the settings' fault, not the mail's: that is tried again. */
function isFinal(error: unknown): boolean {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  return (code === "EENVELOPE" || code === "EMESSAGE") && responseCode !== undefined && responseCode >= 500;
}
