import { expect, test } from "vitest";
import { judgeMail } from "@/lib/incoming-mail/judge-mail";
import type { MailFacts, ThreadFact } from "@/lib/incoming-mail/verdict";
import { noHeaders, type ReadMail } from "@/lib/mail-reading/mail";

const body = { text: "Bonjour", html: null, quoteFrom: null, attachments: [], report: null, unreadable: null };
const fromInes: ReadMail = { ...noHeaders, ...body, from: { address: "ines@culture.example", name: null } };
const automatic = (marks: object): ReadMail => ({ ...fromInes, automatic: { ...noHeaders.automatic, ...marks } });

const portail = { projectId: "portail", workspaceId: "culture", senderMayOpen: true };
const ines = { accountId: "ines", suspended: false };
const thread: ThreadFact = {
  ticketId: "portail-12",
  workspaceId: "culture",
  reference: "PORTAIL-12",
  via: "message-id",
  internal: false,
  senderMayWrite: true,
  senderMaySee: true,
};
const closedThread = { ...thread, senderMayWrite: false, senderMaySee: false };
const signed = {
  valid: true as const,
  ticketId: "portail-12",
  workspaceId: "culture",
  accountId: "ines",
  internal: false,
  senderMayWrite: true,
};
/** Ines, believed, writes to the address of PORTAIL, where she may open tickets. */
const plain: MailFacts = {
  duplicateOf: null,
  ownLoop: false,
  nullReversePath: false,
  peerTrusted: true,
  authentication: null,
  sender: ines,
  senderIsSpamIn: [],
  recentFromSender: 0,
  recentOnTicket: 0,
  undelivered: null,
  signedAddress: null,
  threads: [],
  project: portail,
  forUs: true,
};

const opened = { outcome: "opened", projectId: "portail", workspaceId: "culture" };
const replied = { outcome: "replied", ticketId: "portail-12", workspaceId: "culture", internal: false };
const kept = { ...replied, outcome: "automatic", answerSender: false };
const held = (reason: string) => ({ outcome: "quarantined", reason });
const ignored = (reason: string) => ({ outcome: "ignored", reason, answerSender: false });

const rules: [sentence: string, facts: Partial<MailFacts>, verdict: object, mail?: ReadMail][] = [
  ["a member's mail to a project opens a ticket", {}, opened],
  ["the same bytes again are a duplicate", { duplicateOf: { kind: "same-bytes" } }, { outcome: "duplicate" }],
  ["so is the same Message-ID", { duplicateOf: { kind: "same-id-same-sender" } }, { outcome: "duplicate" }],
  ["unless it says something else", { duplicateOf: { kind: "same-id-other-content" } }, held("same-id-other-content")],
  ["our own mail coming back is ignored", { ownLoop: true }, ignored("own-loop")],
  ["automatic mail opens nothing", {}, ignored("automatic-mail"), automatic({ autoSubmitted: "auto-generated" })],
  ["on a thread of its sender's it is kept there", { threads: [thread] }, kept, automatic({ autoReplyHeader: true })],
  ["by a signed address too", { signedAddress: signed }, kept, automatic({ precedence: "bulk" })],
  [
    "among notes when it answers one",
    { threads: [{ ...thread, internal: true }] },
    { ...kept, internal: true },
    automatic({ autoSubmitted: "auto-replied" }),
  ],
  [
    "not where its sender may not write",
    { threads: [closedThread] },
    ignored("automatic-mail-on-thread"),
    automatic({ autoReplyHeader: true }),
  ],
  [
    "nor a stranger's",
    { threads: [thread], sender: null },
    ignored("automatic-mail-on-thread"),
    automatic({ autoReplyHeader: true }),
  ],
  [
    "nor one by somebody else's address",
    { signedAddress: { ...signed, accountId: "jules" } },
    ignored("automatic-mail-on-thread"),
    automatic({ autoReplyHeader: true }),
  ],
  [
    "nor one that nothing proves",
    { threads: [thread], peerTrusted: false },
    ignored("automatic-mail-on-thread"),
    automatic({ autoReplyHeader: true }),
  ],
  ["nor with a null envelope path", { nullReversePath: true }, ignored("automatic-mail")],
  [
    "a delivery report is ignored as such",
    { threads: [thread] },
    ignored("delivery-report"),
    automatic({ report: "delivery-status" }),
  ],
  [
    "unless it is about a mail of ours",
    { undelivered: { outgoingMailId: "m", workspaceId: "efs", ticketId: "don-3", accountId: "rachid" } },
    {
      outcome: "bounce",
      workspaceId: "efs",
      ticketId: "don-3",
      undelivered: { outgoingMailId: "m" },
      answerSender: false,
    },
    automatic({ report: "delivery-status" }),
  ],
  [
    "somebody's sixty-first answer within an hour waits",
    { threads: [thread], recentFromSender: 60 },
    { ...held("too-many-mails"), ticketId: "portail-12", answerSender: false },
  ],
  ["so does the thirty-first on one ticket", { signedAddress: signed, recentOnTicket: 30 }, held("too-many-mails")],
  [
    "a machine's too",
    { threads: [thread], recentOnTicket: 30 },
    held("too-many-mails"),
    automatic({ autoSubmitted: "auto-replied" }),
  ],
  ["the thirtieth does not", { threads: [thread], recentFromSender: 59, recentOnTicket: 29 }, replied],
  ["what opens a ticket is no answer", { recentFromSender: 500 }, opened],
  ["so is a mailing list", {}, ignored("mailing-list"), automatic({ list: true })],
  ["an unreadable mail waits with its reason", {}, held("too-big"), { ...fromInes, unreadable: "too-big" }],
  ["a mail of nobody waits", {}, held("no-sender"), { ...fromInes, from: null }],
  ["a mail of two authors waits", { threads: [thread] }, held("several-senders"), { ...fromInes, severalFrom: true }],
  ["a known address is not believed from any peer", { peerTrusted: false }, held("unverified-sender")],
  ["one whose domain vouches for it is", { peerTrusted: false, authentication: "verified" }, opened],
  [
    "one whose domain disowns it waits",
    { peerTrusted: false, authentication: "failed" },
    held("failed-authentication"),
  ],
  [
    "even when nobody knows it",
    { peerTrusted: false, authentication: "failed", sender: null },
    { ...held("failed-authentication"), answerSender: false },
  ],
  ["one that nothing proves waits", { peerTrusted: false, authentication: "unproven" }, held("unverified-sender")],
  [
    "one whose domain does not answer waits",
    { peerTrusted: false, authentication: "unavailable", threads: [thread] },
    held("uncertain-authentication"),
  ],
  ["not even on a signed address", { peerTrusted: false, signedAddress: signed }, held("unverified-sender")],
  ["a suspended account waits", { sender: { ...ines, suspended: true }, threads: [thread] }, held("suspended-account")],
  ["a signed address leads to its ticket", { signedAddress: signed, threads: [closedThread] }, replied],
  ["an internal one stays internal", { signedAddress: { ...signed, internal: true } }, { ...replied, internal: true }],
  ["it serves nobody else", { signedAddress: { ...signed, accountId: "jules" } }, held("address-of-another-person")],
  ["least of all a stranger", { signedAddress: signed, sender: null }, held("address-of-another-person")],
  [
    "nor one whose right was taken",
    { signedAddress: { ...signed, senderMayWrite: false } },
    held("not-entitled-to-thread"),
  ],
  [
    "a forged one is not followed elsewhere: it may have been internal",
    { signedAddress: { valid: false, workspaceId: null }, threads: [thread] },
    { ...held("invalid-reply-address"), workspaceId: "culture", ticketId: "portail-12" },
  ],
  ["a known Message-ID leads to its ticket", { threads: [thread] }, replied],
  [
    "that of an internal notice stays internal",
    { threads: [{ ...thread, internal: true }] },
    { ...replied, internal: true },
  ],
  [
    "whoever may not write there waits",
    { threads: [closedThread] },
    { ...held("not-entitled-to-thread"), ticketId: "portail-12" },
  ],
  ["a stranger too", { threads: [thread], sender: null }, held("not-entitled-to-thread")],
  [
    "no second choice",
    { threads: [closedThread, { ...thread, ticketId: "portail-13" }] },
    held("not-entitled-to-thread"),
  ],
  ["a known conversation of Outlook's too", { threads: [{ ...thread, via: "thread-index" }] }, replied],
  ["a reference in the subject leads to its ticket", { threads: [{ ...thread, via: "subject" }] }, replied],
  [
    "one of another workspace that the sender may not see shows that workspace nothing",
    { threads: [{ ...closedThread, via: "subject", workspaceId: "efs" }] },
    { ...held("not-entitled-to-thread"), workspaceId: "culture", ticketId: null },
  ],
  ["who may not open there waits", { project: { ...portail, senderMayOpen: false } }, held("not-a-member")],
  [
    "a stranger whom its agents declared unwanted waits without a word",
    { sender: null, senderIsSpamIn: ["culture"] },
    { ...held("known-spam"), workspaceId: "culture", answerSender: false },
  ],
  [
    "what another workspace's agents said of him counts for nothing here",
    { sender: null, senderIsSpamIn: ["efs", null] },
    held("unknown-sender"),
  ],
  ["an account's address is its owner's", { senderIsSpamIn: ["culture"] }, opened],
  ["a stranger waits", { sender: null }, { ...held("unknown-sender"), workspaceId: "culture" }],
  ["an address of ours that is nobody's", { project: null }, { ...held("no-such-address"), workspaceId: null }],
  ["a mail that is not for us", { project: null, forUs: false }, held("not-for-us")],
];

test.each(rules)("%s", (_sentence, facts, verdict, mail = fromInes) => {
  expect(judgeMail(mail, { ...plain, ...facts })).toMatchObject(verdict);
});

const answers: [sentence: string, facts: Partial<MailFacts>, answered: boolean, mail?: ReadMail][] = [
  ["a stranger gets an answer", { sender: null, peerTrusted: false }, true],
  ["one whose domain vouches for him too", { sender: null, peerTrusted: false, authentication: "verified" }, true],
  ["one whose domain disowns him gets none", { sender: null, peerTrusted: false, authentication: "failed" }, false],
  ["whoever is refused on a thread gets one", { threads: [closedThread] }, true],
  ["a mail that opened a ticket gets its notice, not this answer", {}, false],
  ["a forged author gets none", { peerTrusted: false }, false],
  ["nor does an unreadable forgery", { peerTrusted: false }, false, { ...fromInes, unreadable: "malformed" }],
  ["nobody gets none", {}, false, { ...fromInes, from: null }],
  [
    "an address that takes no answer gets none",
    { sender: null },
    false,
    { ...fromInes, from: { address: "no-reply@x.fr", name: null } },
  ],
  ["a mail that is not for us gets none", { sender: null, project: null, forUs: false }, false],
  ["a suspended account gets none", { sender: { ...ines, suspended: true } }, false],
];

test.each(answers)("%s", (_sentence, facts, answered, mail = fromInes) => {
  expect(judgeMail(mail, { ...plain, ...facts }).answerSender).toBe(answered);
});
