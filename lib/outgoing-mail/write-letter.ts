import { personActor } from "@/lib/tenancy/actor";
import type { OutgoingMail } from "./outgoing-mail";
import { writeAccountLetter } from "./write-account-letter";
import { writeApprovalLetter } from "./write-approval-letter";
import { writeDepositLetter } from "./write-deposit-letter";
import { writeDigest } from "./write-digest";
import { writeExportLetter } from "./write-export-letter";
import { writeInfectedLetter } from "./write-infected-letter";
import { writeItemLetter } from "./write-item-letter";
import { writeLoopAlert } from "./write-loop-alert";
import { writeNotice } from "./write-notice";
import { writeQuarantineAnswer } from "./write-quarantine-answer";
import { writeRejectionAnswer } from "./write-rejection-answer";
import type { Writing } from "./writing";

/** What a queued mail says now, with the rights that its reader has now; or why it must not leave. */
export async function writeLetter(mail: OutgoingMail): Promise<Writing> {
  switch (mail.kind) {
    case "invitation":
    case "password-reset":
    case "password-changed":
      return writeAccountLetter(mail);
    case "quarantine-answer":
      return writeQuarantineAnswer(mail);
    case "rejection-answer":
      return writeRejectionAnswer(mail);
    case "loop-alert":
      return writeLoopAlert(mail);
    case "approval-asked":
    case "approval-settled":
      return personActor(mail.accountId!, "mail").transaction((tx) => writeApprovalLetter(tx, mail));
    case "export-settled":
      return personActor(mail.accountId!, "mail").transaction((tx) => writeExportLetter(tx, mail));
    case "package-deposited":
      return personActor(mail.accountId!, "mail").transaction((tx) => writeDepositLetter(tx, mail));
    case "item-expiring":
      return personActor(mail.accountId!, "mail").transaction((tx) => writeItemLetter(tx, mail));
    case "file-infected":
      return personActor(mail.accountId!, "mail").transaction((tx) => writeInfectedLetter(tx, mail));
    case "digest":
      return writeDigest(mail);
    default:
      if (!mail.accountId || !mail.ticketId) return { withheld: "nothing-to-say" };
      return personActor(mail.accountId, "mail").transaction((tx) => writeNotice(tx, mail));
  }
}
