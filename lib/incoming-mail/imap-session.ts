import { once } from "node:events";
import type { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { type DownloadObject, ImapFlow, type ImapFlowError } from "imapflow";
import { openSealedSecret } from "@/lib/settings/sealed-secret";
import { isLoopback, type MailboxReach, type MailboxTrouble, mailboxOwner } from "./mailbox";

/** A message that waits in the mailbox. */
export interface WaitingMessage {
  /** Its name for as long as its mailbox lasts. */
  key: string;
  uid: number;
}

export interface OpenedMessage {
  /** In bytes, as the server says. */
  size: number;
  /** As it is, byte for byte. */
  raw: Readable;
}

/** Borne by a message that is taken and could not be moved, so that it is never taken up again. */
const takenKeyword = "$GuichetTaken";

const downloadChunk = 512 * 1024;

/** Why a session, or a message of it, failed, and what the server said of it. */
export interface SessionTrouble {
  code: MailboxTrouble;
  said?: string;
}

/** A trouble that we find ourselves, before or behind the server's back. */
export class MailboxFault extends Error {
  constructor(readonly trouble: MailboxTrouble) {
    super(trouble);
  }
}

/**
 * A connection to one mailbox (IMAP4rev1, RFC 3501), its folder selected. Encryption and certificates are verified before anything
 * secret is said; nothing falls back to clear text. Every method throws when the connection is lost; `troubleOf` says why.
 */
export class ImapSession {
  private arrived = true;

  private constructor(private readonly client: ImapFlow) {
    client.on("exists", () => {
      this.arrived = true;
    });
  }

  /** Connects, signs in and selects the folder; closed when `signal` says so. */
  static async open(mailbox: MailboxReach, signal: AbortSignal): Promise<ImapSession> {
    signal.throwIfAborted();
    const client = new ImapFlow(optionsOf(mailbox));
    // Whoever waits for an answer hears of it too; without a listener it would end the process.
    client.on("error", () => {});
    signal.addEventListener("abort", () => client.close(), { once: true });
    try {
      await client.connect();
      const session = new ImapSession(client);
      await client.mailboxOpen(mailbox.folder);
      return session;
    } catch (error) {
      client.close();
      throw error;
    }
  }

  /** The oldest messages that nobody took yet, at most `most`, without those that `passOver` names. */
  async listWaiting(most: number, passOver: (key: string) => boolean): Promise<WaitingMessage[]> {
    this.arrived = false;
    const found = (await this.client.search({ unKeyword: takenKeyword }, { uid: true })) || [];
    const waiting = found.toSorted((a, b) => a - b).map((uid) => ({ key: this.keyOf(uid), uid }));
    return waiting.filter(({ key }) => !passOver(key)).slice(0, most);
  }

  /** A message, marked neither seen nor otherwise; null when somebody removed it meanwhile. */
  async read(uid: number, most: number): Promise<OpenedMessage | null> {
    const options = { uid: true, chunkSize: downloadChunk, maxBytes: most + 1 };
    const found = (await this.client.download(String(uid), undefined, options)) as Partial<DownloadObject>;
    return found.content ? { size: found.meta?.expectedSize ?? 0, raw: found.content } : null;
  }

  /** Moves a message to another folder, made if need be; on a server that cannot move, it is marked. Throws when neither can be. */
  async setAside(uid: number, folder: string): Promise<void> {
    const one = { uid: true };
    if (await this.client.messageMove(String(uid), folder, one)) return;
    await this.client.mailboxCreate(folder).catch(ignoreRefusal);
    if (await this.client.messageMove(String(uid), folder, one)) return;
    const marks = ["\\Seen", takenKeyword];
    if (this.keepsKeywords() && (await this.client.messageFlagsAdd(String(uid), marks, one))) return;
    throw new MailboxFault("cannot-set-aside");
  }

  isOpen(): boolean {
    return this.client.usable;
  }

  /** Until new mail comes, or `most` milliseconds. Throws when the connection is lost or closed. */
  async waitForMail(most: number): Promise<void> {
    if (this.arrived) return;
    const over = new AbortController();
    const { signal } = over;
    try {
      const news = [once(this.client, "exists", { signal }), once(this.client, "close", { signal })];
      await Promise.race([
        ...news,
        this.client.idle().then(() => delay(most, null, { signal })),
        delay(most, null, { signal }),
      ]);
    } finally {
      over.abort();
    }
    if (!this.client.usable) throw new MailboxFault("cut");
  }

  /** Ends the session politely, but soon. */
  async close(): Promise<void> {
    const timer = setTimeout(() => this.client.close(), 2_000);
    await this.client.logout().catch(() => {});
    clearTimeout(timer);
    this.client.close();
  }

  private keyOf(uid: number): string {
    return `${this.client.mailbox ? this.client.mailbox.uidValidity : ""}/${uid}`;
  }

  private keepsKeywords(): boolean {
    const flags = this.client.mailbox ? this.client.mailbox.permanentFlags : undefined;
    return flags?.has("\\*") === true || flags?.has(takenKeyword) === true;
  }
}

function optionsOf(mailbox: MailboxReach) {
  const { id, host, port, security, userName, sealedPassword } = mailbox;
  const password = openSealedSecret(sealedPassword, mailboxOwner(id));
  if (password === null) throw new MailboxFault("password-sealed");
  if (security === "none" && !isLoopback(host)) throw new MailboxFault("no-encryption");
  return {
    ...{ host, port, secure: security === "tls", doSTARTTLS: security === "starttls" },
    auth: { user: userName, pass: password },
    tls: { minVersion: "TLSv1.2" as const, rejectUnauthorized: true },
    clientInfo: { name: "Guichet" },
    ...{ logger: false as const, disableAutoIdle: true },
    ...{ connectionTimeout: 20_000, greetingTimeout: 15_000, socketTimeout: 120_000 },
    // A server is a stranger: what one answer may hold is bounded.
    ...{ maxLiteralSize: 8 * 1024 ** 2, maxResponseSize: 16 * 1024 ** 2, maxLineLength: 16 * 1024 ** 2 },
  };
}

/** A folder that is there already, or may not be made: moving there will tell. A lost connection goes on. */
function ignoreRefusal(error: ImapFlowError) {
  if (error.responseStatus !== "NO") throw error;
}

const troublesOfCodes: Record<string, MailboxTrouble> = {
  ENOTFOUND: "host-unknown",
  EAI_AGAIN: "host-unknown",
  ECONNREFUSED: "refused",
  EHOSTUNREACH: "refused",
  ENETUNREACH: "refused",
  CONNECT_TIMEOUT: "no-answer",
  GREETING_TIMEOUT: "no-answer",
  UPGRADE_TIMEOUT: "no-answer",
  ETIMEDOUT: "no-answer",
  ETIMEOUT: "no-answer",
  NoConnection: "cut",
  EConnectionClosed: "cut",
  ClosedAfterConnectText: "cut",
  ClosedAfterConnectTLS: "cut",
  StateLogout: "cut",
  DownloadIncomplete: "cut",
  ECONNRESET: "cut",
  EPIPE: "cut",
};

/** Why a session failed, and what the server said of it; null when it is no fault of the mailbox. */
export function troubleOf(error: unknown): SessionTrouble | null {
  if (error instanceof MailboxFault) return { code: error.trouble };
  if (!(error instanceof Error)) return null;
  const {
    code = "",
    serverResponseCode,
    authenticationFailed,
    mailboxMissing,
    tlsFailed,
    responseText,
  } = error as ImapFlowError;
  // RFC 5530: its accounts are away, the password may be right.
  if (serverResponseCode === "UNAVAILABLE") return { code: "no-answer", said: responseText };
  if (authenticationFailed) return { code: "sign-in", said: responseText };
  if (/CERT|SIGNATURE|SELF_SIGNED|ALTNAME/.test(code)) return { code: "certificate", said: code };
  if (tlsFailed || code.startsWith("ERR_SSL")) return { code: "no-encryption", said: responseText };
  if (mailboxMissing) return { code: "no-folder", said: responseText };
  const known = troublesOfCodes[code];
  if (known) return { code: known };
  return responseText ? { code: "unexpected", said: responseText } : null;
}
