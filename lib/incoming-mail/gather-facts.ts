import { eq } from "drizzle-orm";
import { incomingMail } from "@/db/schema";
import { comparableAddress } from "@/lib/outgoing-mail/comparable-address";
import { loopMark } from "@/lib/outgoing-mail/loop-mark";
import { readReplyAddress } from "@/lib/outgoing-mail/reply-address";
import { getSettings } from "@/lib/settings/environment";
import { PLATFORM_ID, type Transaction, workspaceActor } from "@/lib/tenancy/actor";
import { findSender, isPrecededBy, listProjects, listThreads } from "./directory-queries";
import { findSignedAddress } from "./find-signed-address";
import { findStanding, type Standing } from "./find-standing";
import { findThreads } from "./find-threads";
import { findTwin, listTwins, type Twin } from "./find-twin";
import type { IncomingMail } from "./incoming-mail";
import type { ReadMail } from "./mail";
import { findSubjectReferences } from "./subject-reference";
import type { MailFacts } from "./verdict";

/** Thrown when a message must wait for one that it answers: the job comes back a moment later. */
export class EarlierMailFirst extends Error {}

export interface GatheredFacts {
  facts: MailFacts;
  twin: Twin | null;
  projectKey: string | null;
  /** Of the tickets that the sender sees among those that the message points at. */
  references: Map<string, string>;
  /** A recipient has the form of our addresses for notes, ours or not. */
  claimsInternal: boolean;
}

/** Asks the database all that may change the verdict on a message. Throws EarlierMailFirst. */
export async function gatherFacts(row: IncomingMail, mail: ReadMail): Promise<GatheredFacts> {
  const recipients = listRecipients(row, mail);
  const known = await workspaceActor(PLATFORM_ID).transaction((tx) => askDirectory(tx, row, mail, recipients));
  const { sender, projects } = known;
  const place =
    projects.find(({ inboundAddress, archived }) => !archived && known.bases.includes(inboundAddress)) ?? null;
  const [twin, signed, claims] = await Promise.all([
    findTwin(known.twins, row, mail),
    findSignedAddress(recipients, projects, sender?.accountId ?? null),
    findThreads(known.threads, known.references, projects),
  ]);
  // Only the surest thread counts, so only it is asked about.
  const asked = [...(signed?.valid ? [signed] : []), ...claims.slice(0, 1)];
  const standing = sender && !sender.suspended ? await findStanding(sender.accountId, asked, place) : nothing;
  return {
    twin,
    projectKey: place?.key ?? null,
    references: standing.references,
    claimsInternal: recipients.some((address) => readReplyAddress(address)?.internal),
    facts: {
      duplicateOf: twin?.fact ?? null,
      ownLoop: mail.loopMarks.includes(loopMark()),
      nullReversePath: row.envelopeFrom === "",
      peerTrusted: row.peerTrusted,
      sender,
      signedAddress: signed?.valid ? { ...signed, senderMayWrite: standing.mayWrite(signed) } : signed,
      threads: claims.map((claim) => ({
        ...claim,
        senderMayWrite: standing.mayWrite(claim),
        senderMaySee: standing.maySee(claim),
      })),
      project: place && { projectId: place.id, workspaceId: place.workspaceId, senderMayOpen: standing.mayOpen },
      forUs: place !== null || recipients.some((address) => address.endsWith(`@${getSettings().mailDomain}`)),
    },
  };
}

const nothing: Standing = { references: new Map(), mayOpen: false, maySee: () => false, mayWrite: () => false };

/** The envelope's recipients, those of the To header first: of two projects the one that was written to is meant. */
function listRecipients(row: IncomingMail, mail: ReadMail): string[] {
  const named = [...mail.to, ...mail.cc].map(({ address }) => address);
  const brought = row.envelopeTo.map(comparableAddress).filter((address) => address !== null);
  if (brought.length === 0) return [...new Set([...mail.deliveredTo, ...named])].slice(0, 200);
  return [...new Set([...named.filter((address) => brought.includes(address)), ...brought])].slice(0, 200);
}

async function askDirectory(tx: Transaction, row: IncomingMail, mail: ReadMail, recipients: string[]) {
  const answered = [...mail.inReplyTo, ...mail.references.toReversed()].slice(0, 100);
  const references = findSubjectReferences(mail.subject).slice(0, 5);
  const bases = recipients.map((address) => readReplyAddress(address)?.inboundAddress ?? withoutExtension(address));
  const keys = [
    ...references.map(projectKeyOf),
    ...recipients.map((address) => projectKeyOf(readReplyAddress(address)?.reference ?? "")),
  ];
  const [, preceded, sender, projects, threads, twins] = await Promise.all([
    noteRead(tx, row, mail),
    isPrecededBy(tx, row, mail.messageId ? [mail.messageId, ...answered] : answered),
    mail.from ? findSender(tx, mail.from.address) : null,
    listProjects(tx, { addresses: bases, keys }),
    listThreads(tx, answered),
    mail.messageId ? listTwins(tx, mail.messageId) : [],
  ]);
  if (preceded) throw new EarlierMailFirst("A message that came before this one and belongs with it is not read yet.");
  return { sender, projects: inOrder(projects, bases), threads, twins, references, bases };
}

/** What an operator sees of a message that waits, and by which its copies are known. */
async function noteRead(tx: Transaction, row: IncomingMail, mail: ReadMail) {
  await tx
    .update(incomingMail)
    .set({
      messageId: mail.messageId ?? row.messageId,
      fromMail: mail.from?.address ?? "",
      fromName: mail.from?.name ?? null,
      subject: mail.subject,
    })
    .where(eq(incomingMail.id, row.id));
}

function inOrder<Project extends { inboundAddress: string }>(projects: Project[], addresses: string[]): Project[] {
  const rank = ({ inboundAddress }: Project) => {
    const at = addresses.indexOf(inboundAddress);
    return at < 0 ? addresses.length : at;
  };
  return projects.toSorted((a, b) => rank(a) - rank(b));
}

/** `portail+anything@…` is `portail@…` (RFC 5233). */
function withoutExtension(address: string): string {
  return address.replace(/\+[^@]*@/, "@");
}

function projectKeyOf(reference: string): string {
  return reference.slice(0, Math.max(0, reference.lastIndexOf("-")));
}
