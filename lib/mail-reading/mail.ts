import type { UnreadableReason } from "./unreadable";

/** One mailbox of a header: the address in its comparable form (see `comparableAddress`), the name as shown. */
export type MailAddress = { address: string; name: string | null };

/** What a message says of its own automatism. Judged in `judge-mail.ts`, only read here. */
export type AutomaticMarks = {
  /** RFC 3834, lower case, without parameters: `no`, `auto-generated`, `auto-replied`… */
  autoSubmitted: string | null;
  precedence: string | null;
  /** Microsoft's `X-Auto-Response-Suppress`, lower case. */
  responseSuppress: string | null;
  /** `X-Autoreply`, `X-Autorespond`, `X-Vacation` and their like are there. */
  autoReplyHeader: boolean;
  /** Exchange says that a rule of a mailbox made it: an absence, or a mail that the rule passes on. */
  mailboxRule: boolean;
  /** It accepts or declines an invitation (RFC 5546), with a click. */
  calendarReply: boolean;
  /** One of the `List-*` headers is there. */
  list: boolean;
  /** `report-type` of a `multipart/report`: `delivery-status`, `disposition-notification`… */
  report: string | null;
};

export type MailHeaders = {
  from: MailAddress | null;
  /** More than one author, or more than one `From` line: `from` is the first and must not be believed alone. */
  severalFrom: boolean;
  sender: MailAddress | null;
  replyTo: MailAddress | null;
  to: MailAddress[];
  cc: MailAddress[];
  /** `Delivered-To`, `X-Original-To`, `Envelope-To`: where the last servers brought it. */
  deliveredTo: string[];
  subject: string;
  date: Date | null;
  /** With its angle brackets, as every identifier here. */
  messageId: string | null;
  inReplyTo: string[];
  references: string[];
  /** The conversation that Outlook's `Thread-Index` names, in hexadecimal. */
  threadGuid: string | null;
  /** `X-Failed-Recipients`, by which Exim and Gmail say whom they could not reach. */
  failedRecipient: string | null;
  /** `""` is the null path `<>` of automatic mail, `null` an absent header. */
  returnPath: string | null;
  automatic: AutomaticMarks;
  /** The lines of `Authentication-Results` and `Received`, the top-most (last written) first, unfolded and otherwise untouched. */
  trace: TraceLine[];
  /** Lines of `DKIM-Signature`. */
  signatureCount: number;
  /** Values of the loop header that our own outgoing mail carries. */
  loopMarks: string[];
};

export type TraceLine = { kind: "results" | "received"; value: string };

/** A raw message: in memory, or in a file that stays where it is. */
export type MailSource = { bytes: Buffer } | { file: string };

export type AttachmentContent = { bytes: Buffer } | { file: string };

export type MailAttachment = {
  /** Without path, control or direction characters, never empty, at most 255 bytes of UTF-8. */
  name: string;
  type: string;
  size: number;
  contentId: string | null;
  /** Shown inside `html` through its `contentId`; every other one belongs in the list of files. */
  inline: boolean;
  content: AttachmentContent;
};

/** What a server says that it could not deliver (RFC 3464), or what older ones say in their own words. */
export type DeliveryReport = {
  /** The first recipient that failed; "" when the report does not name it. */
  recipient: string;
  /** An enhanced status code (RFC 3463), `5.1.1`; null when there is none. */
  status: string | null;
  /** The words of the server that refused. */
  diagnostic: string | null;
  /** Whether it gave up; a mere delay, or a success, is no failure. */
  failed: boolean;
  /** Message-IDs of what it returns, as far as it returns anything. */
  originals: string[];
};

export type MailBody = {
  text: string;
  /** Sanitised; images are `cid:` references to attachments. Null when there is none or it cannot be shown safely. */
  html: string | null;
  /** Where the quoted history begins in `text`, to fold from there: nothing is ever cut. */
  quoteFrom: number | null;
  attachments: MailAttachment[];
  /** What it says that could not be delivered, when it is a delivery report. */
  report: DeliveryReport | null;
};

export type ReadableMail = MailHeaders & MailBody & { unreadable: null };

/** A message that could not be read; its headers are what could be saved of them, perhaps nothing. */
export type UnreadableMail = MailHeaders & { unreadable: UnreadableReason };

export type ReadMail = ReadableMail | UnreadableMail;

export type MailLimits = {
  /** Milliseconds of one reading, from the moment when a thread takes it up. */
  deadline: number;
  /** Bytes of the raw message. */
  maxBytes: number;
  /** Characters of `text`; a longer one is cut there and given whole as the attachment `message.txt`. */
  maxTextLength: number;
  /** Characters of HTML worth showing; a longer one is given as the attachment `message.html`. */
  maxHtmlLength: number;
  /** Attachments of more than `above` bytes are written into `folder`, which the caller empties. */
  spill: { folder: string; above: number } | null;
};

export const defaultMailLimits: MailLimits = {
  deadline: 10_000,
  maxBytes: 64 * 1024 * 1024,
  maxTextLength: 500_000,
  maxHtmlLength: 1_000_000,
  spill: null,
};

/** What is known of a message whose header block could not be read at all. */
export const noHeaders: MailHeaders = {
  from: null,
  severalFrom: false,
  sender: null,
  replyTo: null,
  to: [],
  cc: [],
  deliveredTo: [],
  subject: "",
  date: null,
  messageId: null,
  inReplyTo: [],
  references: [],
  threadGuid: null,
  failedRecipient: null,
  returnPath: null,
  automatic: {
    autoSubmitted: null,
    precedence: null,
    responseSuppress: null,
    autoReplyHeader: false,
    mailboxRule: false,
    calendarReply: false,
    list: false,
    report: null,
  },
  trace: [],
  signatureCount: 0,
  loopMarks: [],
};
