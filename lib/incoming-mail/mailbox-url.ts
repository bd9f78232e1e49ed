import { z } from "zod";
import { checkMailbox, isLoopback, MailboxFields, MailboxPassword } from "./mailbox";

const Address = MailboxFields.extend({ password: MailboxPassword }).superRefine(checkMailbox);

/** All that IMAP_URL says of a mailbox. */
export type MailboxAddress = z.output<typeof Address>;

const parameters = ["done", "project", "trust", "authserv"];

/**
 * Reads `imaps://user:password@host:port/INBOX?done=traité&trust=believed`. `imap:` begins in clear text and demands STARTTLS, but within this
 * machine. Throws a ZodError whose path begins with IMAP_URL.
 */
export function parseMailboxUrl(text: string): MailboxAddress {
  const url = new URL(text);
  const asked = url.searchParams;
  const host = decode(url.hostname).replace(/^\[|\]$/g, "");
  const isTls = url.protocol === "imaps:";
  const parsed = Address.safeParse({
    name: `${decode(url.username)} (IMAP_URL)`.slice(0, 120),
    host,
    port: url.port || (isTls ? 993 : 143),
    security: isTls ? "tls" : isLoopback(host) ? "none" : "starttls",
    userName: decode(url.username),
    password: decode(url.password),
    folder: decode(url.pathname.slice(1)) || "INBOX",
    doneFolder: asked.get("done") ?? "traité",
    project: asked.get("project") ?? "",
    senderTrust: asked.get("trust") ?? "believed",
    authservId: asked.get("authserv") ?? "",
    ...Object.fromEntries([...asked.keys()].filter((name) => !parameters.includes(name)).map((name) => [name, ""])),
  });
  if (parsed.success) return parsed.data;
  throw new z.ZodError(parsed.error.issues.map((issue) => ({ ...issue, path: ["IMAP_URL", ...issue.path] })));
}

/** A part of an address; one that is no UTF-8 stays as it is, and is refused further on if it makes no sense. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
