import { isIPv4 } from "node:net";
import { z } from "zod";
import type { mailbox } from "@/db/schema";
import { Name } from "@/lib/workspaces/workspace";

export type Mailbox = typeof mailbox.$inferSelect;

/** What is needed to reach one; its password is sealed for `mailboxOwner(id)`. */
export type MailboxReach = Pick<
  Mailbox,
  "id" | "host" | "port" | "security" | "userName" | "sealedPassword" | "folder" | "doneFolder" | "senderTrust"
>;

export const mailboxSecurities = ["tls", "starttls", "none"] as const;
export const mailboxTrusts = ["believed", "results"] as const;

/** Why a mailbox cannot be emptied, or what happened in it; the sentence of one is `mailboxes.troubles.<code>`. */
export const mailboxTroubles = [
  "host-unknown",
  "refused",
  "no-answer",
  "cut",
  "certificate",
  "no-encryption",
  "sign-in",
  "password-sealed",
  "no-folder",
  "unreadable",
  "cannot-set-aside",
  "store",
  "too-large",
  "unexpected",
] as const;
export type MailboxTrouble = (typeof mailboxTroubles)[number];

/** A trouble as its row keeps it: the code, then what is known of it, which may be a server's own words. */
export function writeTrouble(code: MailboxTrouble, said = ""): string {
  return `${code} ${said.replace(/[\s\p{Cc}]+/gu, " ")}`.trim().slice(0, 500).toWellFormed();
}

export function readTrouble(text: string): { code: MailboxTrouble; said: string } {
  const [first = "", ...rest] = text.split(" ");
  const code = mailboxTroubles.find((known) => known === first);
  return code ? { code, said: rest.join(" ") } : { code: "unexpected", said: text };
}

/** How a mailbox fares, for its administrator; the sentence of one is `mailboxes.states.<state>`. */
export const mailboxStates = ["paused", "trouble", "waiting", "late", "fine"] as const;
export type MailboxState = (typeof mailboxStates)[number];

const lateAfter = 5 * 60_000;

export function stateOfMailbox(
  { pausedAt, lastSeenAt, lastErrorAt }: Pick<Mailbox, "pausedAt" | "lastSeenAt" | "lastErrorAt">,
  now: Date,
): MailboxState {
  if (pausedAt) return "paused";
  if (lastErrorAt && (!lastSeenAt || lastErrorAt > lastSeenAt)) return "trouble";
  if (!lastSeenAt) return "waiting";
  return now.getTime() - lastSeenAt.getTime() > lateAfter ? "late" : "fine";
}

/** Whom a mailbox's password is sealed for: moved to another row, it opens no more. */
export function mailboxOwner(id: string): string {
  return `mailbox ${id}`;
}

/** Whether what is said to this host stays in this machine: only then may it go in clear text. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || (isIPv4(host) && host.startsWith("127."));
}

const Line = z
  .string()
  .trim()
  .min(1)
  .max(250)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what no command of IMAP may hold
  .refine((text) => !/[\u0000-\u001f\u007f]/.test(text), { params: { code: "control-characters" } });

const optionalLine = z.preprocess((value) => (value === "" || value === undefined ? null : value), Line.nullable());

/** All that one says of a mailbox but its password. */
export const MailboxFields = z.strictObject({
  name: Name,
  host: Line.transform((text) => text.toLowerCase()).pipe(z.string().regex(/^[a-z0-9.:_-]+$/)),
  port: z.coerce.number().int().min(1).max(65_535),
  security: z.enum(mailboxSecurities),
  userName: Line,
  folder: Line,
  doneFolder: Line,
  /** Its key; absent: such mail waits in the platform's quarantine. */
  project: optionalLine,
  senderTrust: z.enum(mailboxTrusts),
  authservId: optionalLine,
});

/** Verbatim: a password may begin with a space. */
export const MailboxPassword = z.string().min(1).max(1_000);

type Rules = Pick<z.output<typeof MailboxFields>, "host" | "security" | "folder" | "doneFolder" | "senderTrust"> & {
  authservId: string | null;
};

/** What no field says alone; a refusal names the one to mend. */
export function checkMailbox(fields: Rules, context: z.RefinementCtx) {
  const refuse = (path: string, code: string) => context.addIssue({ code: "custom", path: [path], params: { code } });
  if (fields.security === "none" && !isLoopback(fields.host)) refuse("security", "clear-text-elsewhere");
  if (fields.folder === fields.doneFolder) refuse("doneFolder", "same-folder");
  if (fields.senderTrust === "results" && !fields.authservId) refuse("authservId", "authserv-needed");
}
