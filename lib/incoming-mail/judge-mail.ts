import type { ReadMail } from "@/lib/mail-reading/mail";
import { findAutomatism } from "./automatic-mail";
import type { IgnoreReason, QuarantineReason } from "./reasons";
import type { MailFacts, ThreadFact, Verdict } from "./verdict";

type Rule = (mail: ReadMail, facts: MailFacts) => Verdict | null;
type Whereabouts = { workspaceId: string | null; ticketId?: string | null };

/** Messages that one sender may bring to tickets in an hour, and to one of them: people write less, loops write more. */
export const mostInAnHour = { fromSender: 60, onTicket: 30 };

/** Asked in this order; the first that has something to say decides. */
const rules: Rule[] = [
  refuseDuplicate,
  setOwnLoopAside,
  takeDeliveryReport,
  holdFlood,
  keepAutomaticAnswer,
  setAutomaticMailAside,
  holdKnownSpam,
  holdUnreadable,
  holdUncertainAuthor,
  holdUnverifiedAuthor,
  holdSuspendedAccount,
  followSignedAddress,
  followThread,
  openInProject,
];

/**
 * What becomes of a message. Pure: all that can change the verdict is in `facts`, and each message gets exactly one.
 * `answerSender` asks for the polite, rate-limited "your message is kept"; never for mail that a machine may have sent.
 */
export function judgeMail(mail: ReadMail, facts: MailFacts): Verdict {
  for (const rule of rules) {
    const verdict = rule(mail, facts);
    if (verdict) return verdict;
  }
  return quarantined(mail, facts, facts.forUs ? "no-such-address" : "not-for-us", { workspaceId: null });
}

function refuseDuplicate(mail: ReadMail, facts: MailFacts): Verdict | null {
  const kind = facts.duplicateOf?.kind;
  if (!kind) return null;
  if (kind === "same-id-other-content") return quarantined(mail, facts, kind, whereabouts(facts));
  return { outcome: "duplicate", reason: kind, answerSender: false };
}

function setOwnLoopAside(_mail: ReadMail, facts: MailFacts): Verdict | null {
  return facts.ownLoop ? ignored("own-loop", facts) : null;
}

/** One that says that a mail of ours was not delivered belongs to that mail; any other is only kept. */
function takeDeliveryReport(mail: ReadMail, facts: MailFacts): Verdict | null {
  if (findAutomatism(mail, facts.nullReversePath) !== "delivery-report") return null;
  if (facts.undelivered === null) return ignored("delivery-report", facts);
  const { workspaceId, ...undelivered } = facts.undelivered;
  return { outcome: "bounce", undelivered, workspaceId, ticketId: undelivered.ticketId, answerSender: false };
}

/** Two machines that answer each other never end by themselves. What opens a ticket is no answer. */
function holdFlood(mail: ReadMail, facts: MailFacts): Verdict | null {
  const answersUs = facts.threads.length > 0 || facts.signedAddress !== null;
  const flood = facts.recentFromSender >= mostInAnHour.fromSender || facts.recentOnTicket >= mostInAnHour.onTicket;
  return answersUs && flood ? quarantined(mail, facts, "too-many-mails", whereabouts(facts)) : null;
}

/** "I am away until Monday" is kept where it answers, when its sender might write there himself. */
function keepAutomaticAnswer(mail: ReadMail, facts: MailFacts): Verdict | null {
  if (findAutomatism(mail, facts.nullReversePath) !== "automatic-mail" || !isWrittenByAMember(mail, facts)) return null;
  const { signedAddress: signed, sender } = facts;
  const place = signed ?? facts.threads[0];
  if (!place || !("senderMayWrite" in place) || !place.senderMayWrite) return null;
  if ("accountId" in place && place.accountId !== sender?.accountId) return null;
  const { ticketId, workspaceId, internal } = place;
  return { outcome: "automatic", ticketId, workspaceId, internal, answerSender: false };
}

function isWrittenByAMember(mail: ReadMail, facts: MailFacts): boolean {
  const certain = mail.unreadable === null && mail.from !== null && !mail.severalFrom && isBelieved(facts);
  return certain && facts.sender !== null && !facts.sender.suspended;
}

/** It never opens a ticket; on a known thread the reason says so, for the operator who looks. */
function setAutomaticMailAside(mail: ReadMail, facts: MailFacts): Verdict | null {
  const automatism = findAutomatism(mail, facts.nullReversePath);
  if (automatism === null) return null;
  const onThread = facts.threads.length > 0 || facts.signedAddress?.valid;
  return ignored(automatism === "automatic-mail" && onThread ? "automatic-mail-on-thread" : automatism, facts);
}

/** Held without a word; an account's address is its owner's, whatever somebody wrote in its name. */
function holdKnownSpam(mail: ReadMail, facts: MailFacts): Verdict | null {
  const where = whereabouts(facts);
  if (facts.sender !== null || !facts.senderIsSpamIn.includes(where.workspaceId)) return null;
  return quarantined(mail, facts, "known-spam", where);
}

function holdUnreadable(mail: ReadMail, facts: MailFacts): Verdict | null {
  return mail.unreadable === null ? null : quarantined(mail, facts, mail.unreadable, whereabouts(facts));
}

function holdUncertainAuthor(mail: ReadMail, facts: MailFacts): Verdict | null {
  if (mail.from === null) return quarantined(mail, facts, "no-sender", whereabouts(facts));
  return mail.severalFrom ? quarantined(mail, facts, "several-senders", whereabouts(facts)) : null;
}

/** A stranger is nobody to be taken for, unless his domain says itself that he does not write for it. */
function holdUnverifiedAuthor(mail: ReadMail, facts: MailFacts): Verdict | null {
  if (isBelieved(facts)) return null;
  if (facts.authentication === "failed") return quarantined(mail, facts, "failed-authentication", whereabouts(facts));
  if (facts.sender === null) return null;
  const reason = facts.authentication === "unavailable" ? "uncertain-authentication" : "unverified-sender";
  return quarantined(mail, facts, reason, whereabouts(facts));
}

function isBelieved({ peerTrusted, authentication }: MailFacts): boolean {
  return peerTrusted || authentication === "verified";
}

function holdSuspendedAccount(mail: ReadMail, facts: MailFacts): Verdict | null {
  return facts.sender?.suspended ? quarantined(mail, facts, "suspended-account", whereabouts(facts)) : null;
}

/** An address that we did not sign, or not any more, may have been an internal one: its mail goes nowhere by itself. */
function followSignedAddress(mail: ReadMail, facts: MailFacts): Verdict | null {
  const address = facts.signedAddress;
  if (address === null) return null;
  if (!address.valid) return quarantined(mail, facts, "invalid-reply-address", whereabouts(facts));
  if (address.accountId !== facts.sender?.accountId) {
    return quarantined(mail, facts, "address-of-another-person", address);
  }
  if (!address.senderMayWrite) return quarantined(mail, facts, "not-entitled-to-thread", address);
  const { ticketId, workspaceId, internal } = address;
  return { outcome: "replied", ticketId, workspaceId, internal, answerSender: false };
}

/** The surest thread alone decides: a second choice would let a sender pick where a refused message goes. */
function followThread(mail: ReadMail, facts: MailFacts): Verdict | null {
  const [thread] = facts.threads;
  if (!thread) return null;
  if (facts.sender === null || !thread.senderMayWrite) {
    return quarantined(mail, facts, "not-entitled-to-thread", whereThreaded(thread, facts));
  }
  const { ticketId, workspaceId, internal } = thread;
  return { outcome: "replied", ticketId, workspaceId, internal, answerSender: false };
}

function openInProject(mail: ReadMail, facts: MailFacts): Verdict | null {
  if (facts.project === null) return null;
  const { projectId, workspaceId, senderMayOpen } = facts.project;
  if (facts.sender !== null && senderMayOpen) return { outcome: "opened", projectId, workspaceId, answerSender: false };
  return quarantined(mail, facts, facts.sender ? "not-a-member" : "unknown-sender", { workspaceId });
}

/** Whose quarantine the message belongs in, as far as its addresses and its thread tell. */
function whereabouts(facts: MailFacts): Whereabouts {
  const { signedAddress, threads, project } = facts;
  if (signedAddress?.workspaceId) return signedAddress;
  return threads[0] ? whereThreaded(threads[0], facts) : (project ?? { workspaceId: null });
}

/** A reference in a subject may be a slip of the pen: its ticket's workspace is not shown mail meant for another one. */
function whereThreaded(thread: ThreadFact, { project }: MailFacts): Whereabouts {
  const isSlip = thread.via === "subject" && !thread.senderMaySee && project !== null;
  return isSlip && project.workspaceId !== thread.workspaceId ? { workspaceId: project.workspaceId } : thread;
}

function quarantined(mail: ReadMail, facts: MailFacts, reason: QuarantineReason, where: Whereabouts): Verdict {
  const { workspaceId, ticketId = null } = where;
  return { outcome: "quarantined", reason, workspaceId, ticketId, answerSender: mayBeAnswered(mail, facts, reason) };
}

function ignored(reason: IgnoreReason, facts: MailFacts): Verdict {
  const { workspaceId, ticketId = null } = whereabouts(facts);
  return { outcome: "ignored", reason, workspaceId, ticketId, answerSender: false };
}

/**
 * An answer to a forged author would reach somebody who wrote nothing; one to a machine may start a loop; one about a
 * message that never was for us would tell spammers that we exist.
 */
function mayBeAnswered(mail: ReadMail, facts: MailFacts, reason: QuarantineReason): boolean {
  const silent: QuarantineReason[] = [
    "failed-authentication",
    "uncertain-authentication",
    "unverified-sender",
    "several-senders",
    "suspended-account",
    "same-id-other-content",
    "too-many-mails",
    "not-for-us",
    "known-spam",
  ];
  if (mail.from === null || silent.includes(reason) || /^(no|do-?not)[._-]?reply@/.test(mail.from.address))
    return false;
  const mayBeForged = !isBelieved(facts) && (facts.sender !== null || facts.authentication === "failed");
  return !mayBeForged && !facts.ownLoop && findAutomatism(mail, facts.nullReversePath) === null;
}
