import type { ReadMail } from "@/lib/mail-reading/mail";
import { comparableAddress } from "@/lib/outgoing-mail/comparable-address";
import { loopMark } from "@/lib/outgoing-mail/loop-mark";
import { readReplyAddress } from "@/lib/outgoing-mail/reply-address";
import { getSettings } from "@/lib/settings/environment";
import { PLATFORM_ID } from "@/lib/tenancy/actor";
import { askDirectory, type KnownProject } from "./ask-directory";
import type { SenderVerdict } from "./authentication";
import { countRecentMails } from "./count-recent-mails";
import { findSignedAddress } from "./find-signed-address";
import { findStanding } from "./find-standing";
import { findThreads } from "./find-threads";
import { findTwin, type Twin } from "./find-twin";
import { findUndelivered } from "./find-undelivered";
import type { KeptMail } from "./incoming-mail";
import { findMailboxProject } from "./mailbox-queries";
import { bearsNoteMark, findSubjectReferences } from "./subject-reference";
import type { MailFacts } from "./verdict";

/** Thrown when a message must wait for one that it answers: the job comes back a moment later. */
export class EarlierMailFirst extends Error {}

export interface GatheredFacts {
  facts: MailFacts;
  twin: Twin | null;
  projectKey: string | null;
  /** Of the tickets that the sender sees among those that the message points at. */
  references: Map<string, string>;
  /** Mails to the sender's address that were refused for good since it last wrote. */
  sendersBounces: boolean;
  /** A recipient has the form of our addresses for notes, ours or not. */
  claimsInternal: boolean;
}

/** Asks the database all that may change the verdict on a message. Throws EarlierMailFirst. */
export async function gatherFacts(
  row: KeptMail,
  mail: ReadMail,
  authentication: SenderVerdict | null = null,
): Promise<GatheredFacts> {
  const recipients = listRecipients(row, mail);
  const references = findSubjectReferences(mail.subject).slice(0, 5);
  const answersNote = bearsNoteMark(mail.subject);
  const replies = recipients.map(readReplyAddress);
  const bases = recipients.map((address, at) => replies[at]?.inboundAddress ?? withoutExtension(address));
  const { sender, projects, threads, twins, spamIn, preceded } = await askDirectory({
    id: row.id,
    from: mail.from?.address ?? null,
    messageId: mail.messageId,
    answered: [...mail.inReplyTo, ...mail.references.toReversed()].slice(0, 100),
    threadGuid: mail.threadGuid,
    addresses: bases,
    projectKeys: [...references, ...replies.map((reply) => reply?.reference ?? "")].map(projectKeyOf),
  });
  if (preceded) throw new EarlierMailFirst("A message that came before this one and belongs with it is not read yet.");
  const place = await findPlace(row, projects, bases);
  const [twin, signed, claims] = await Promise.all([
    findTwin(twins, row, mail),
    findSignedAddress(recipients, projects, sender?.accountId ?? null),
    findThreads(threads, { references, internal: answersNote }, projects),
  ]);
  // Only the surest thread counts, so only it is asked about.
  const asked = [...(signed?.valid ? [signed] : []), ...claims.slice(0, 1)];
  const [standing, recent, undelivered] = await Promise.all([
    findStanding(sender, asked),
    countRecentMails(row, mail, asked[0]?.ticketId ?? null),
    findUndelivered(row, mail, signed),
  ]);
  return {
    twin,
    projectKey: place?.key ?? null,
    references: standing.references,
    sendersBounces: (sender?.bounces ?? 0) > 0,
    claimsInternal: answersNote || replies.some((reply) => reply?.internal),
    facts: {
      duplicateOf: twin?.fact ?? null,
      ownLoop: mail.loopMarks.includes(loopMark()),
      nullReversePath: row.envelopeFrom === "",
      peerTrusted: row.peerTrusted,
      authentication,
      ...recent,
      undelivered,
      sender: sender && { accountId: sender.accountId, suspended: sender.suspended },
      senderIsSpamIn: spamIn.map((id) => (id === PLATFORM_ID ? null : id)),
      signedAddress: signed?.valid ? { ...signed, senderMayWrite: standing.mayWrite(signed) } : signed,
      threads: claims.map((claim) => ({
        ...claim,
        senderMayWrite: standing.mayWrite(claim),
        senderMaySee: standing.maySee(claim),
      })),
      project: place && {
        projectId: place.id,
        workspaceId: place.workspaceId,
        senderMayOpen: standing.mayOpen(place.workspaceId),
      },
      forUs: place !== null || recipients.some((address) => address.endsWith(`@${getSettings().mailDomain}`)),
    },
  };
}

/** The envelope's recipients, those of the To header first: of two projects the one that was written to is meant. */
function listRecipients(row: KeptMail, mail: ReadMail): string[] {
  const named = [...mail.to, ...mail.cc].map(({ address }) => address);
  const brought = row.envelopeTo.map(comparableAddress).filter((address) => address !== null);
  if (brought.length === 0) return [...new Set([...mail.deliveredTo, ...named])].slice(0, 200);
  return [...new Set([...named.filter((address) => brought.includes(address)), ...brought])].slice(0, 200);
}

/** The projects whose own address was written to, in the order of the recipients. */
function inOrder(projects: KnownProject[], bases: string[]): KnownProject[] {
  return bases.flatMap((base) => projects.filter((project) => project.inboundAddress === base && !project.archived));
}

/** An address that names a project decides, archived or not; only where none does, the mailbox from which the message was taken. */
async function findPlace({ mailboxId }: KeptMail, projects: KnownProject[], bases: string[]) {
  const [place = null] = inOrder(projects, bases);
  const isNamed = projects.some((project) => bases.includes(project.inboundAddress));
  return place === null && mailboxId !== null && !isNamed ? findMailboxProject(mailboxId) : place;
}

/** `portail+anything@…` is `portail@…` (RFC 5233). */
function withoutExtension(address: string): string {
  return address.replace(/\+[^@]*@/, "@");
}

function projectKeyOf(reference: string): string {
  return reference.slice(0, Math.max(0, reference.lastIndexOf("-")));
}
