import type { MailHeaders } from "@/lib/mail-reading/mail";
import type { IgnoreReason } from "./reasons";

const machineNames = /^(mailer-daemon|mail-daemon)([.+_-].*)?@/;
const absence =
  /^\s*(r[ée]ponse automatique|message d['’ ]absence|absen(ce|te?) du bureau|notification d['’]absence|(automatic|auto)[ -]?(reply|response)|out[ -]of[ -](the[ -])?office|abwesenheitsnotiz|automatische antwort)/i;
const machinePrecedence = ["bulk", "junk", "list", "auto_reply", "auto-reply"];

/**
 * What kind of automatic mail this is (RFC 3834, RFC 3464, RFC 8098, RFC 2919, and the headers that servers use instead),
 * or null for one that a person wrote.
 */
export function findAutomatism(mail: MailHeaders, nullReversePath: boolean): IgnoreReason | null {
  const { automatic, from, returnPath } = mail;
  const withoutReturn = nullReversePath || returnPath === "";
  const byMachine = machineNames.test(from?.address ?? "");
  if (
    automatic.report === "delivery-status" ||
    (withoutReturn && (byMachine || /^postmaster@/.test(from?.address ?? "")))
  ) {
    return "delivery-report";
  }
  if (automatic.report === "disposition-notification") return "read-receipt";
  if (saysItIsAutomatic(mail) || withoutReturn || byMachine || automatic.report !== null) return "automatic-mail";
  return automatic.list || automatic.precedence === "list" ? "mailing-list" : null;
}

function saysItIsAutomatic({ automatic, subject }: MailHeaders): boolean {
  const { autoSubmitted, precedence, responseSuppress, autoReplyHeader, calendarReply, mailboxRule } = automatic;
  if (autoSubmitted !== null && autoSubmitted !== "no") return true;
  if (autoReplyHeader || calendarReply) return true;
  // A person may write such a subject too: it counts only beside a header that a server added.
  if (absence.test(subject) && (mailboxRule || responseSuppress !== null)) return true;
  // The values DR, RN and NRN only refuse receipts, and people's own servers add them.
  if (/\b(all|oof|autoreply)\b/.test(responseSuppress ?? "")) return true;
  return precedence !== null && precedence !== "list" && machinePrecedence.includes(precedence);
}
