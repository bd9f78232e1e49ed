import { remindApprovers } from "@/lib/approvals/remind-approvers";
import { settleApproval } from "@/lib/approvals/settle-approval";
import { eraseExpiredPackages } from "@/lib/deposits/erase-expired-packages";
import { preparePackage } from "@/lib/deposits/prepare-package";
import { scanPackage } from "@/lib/deposits/scan-package";
import { scanWaitingPackages } from "@/lib/deposits/scan-waiting-packages";
import { removeExpiredExports } from "@/lib/exports/remove-expired-exports";
import { runExport } from "@/lib/exports/run-export";
import { runExportSchedules } from "@/lib/exports/run-export-schedules";
import { removeExpiredUploads } from "@/lib/files/remove-expired-uploads";
import { scanAttachment } from "@/lib/files/scan-attachment";
import { scanWaitingFiles } from "@/lib/files/scan-waiting-files";
import { deliverReleasedMail } from "@/lib/incoming-mail/deliver-released-mail";
import { handleIncomingMail } from "@/lib/incoming-mail/handle-incoming-mail";
import { moveIncomingMail } from "@/lib/incoming-mail/move-incoming-mail";
import { applyItemImport } from "@/lib/item-imports/apply-item-import";
import { judgeItemImport } from "@/lib/item-imports/judge-item-import";
import { readItemImport } from "@/lib/item-imports/read-item-import";
import { removeExpiredItemImports } from "@/lib/item-imports/remove-expired-item-imports";
import { remindItemExpiries } from "@/lib/items/remind-item-expiries";
import type { JobVerbs } from "@/lib/jobs/run-jobs";
import { makeSeals } from "@/lib/journal/make-seals";
import { runBulkEdit } from "@/lib/operations/run-bulk-edit";
import { runBulkUndo } from "@/lib/operations/run-bulk-undo";
import { makeDigests } from "@/lib/outgoing-mail/make-digests";
import { sendOutgoingMail } from "@/lib/outgoing-mail/send-outgoing-mail";
import { forgetAnswers } from "@/lib/tenancy/forget-answers";

/** Each job and the verb that it calls later. */
export const jobVerbs: JobVerbs = {
  "handle-incoming-mail": handleIncomingMail,
  "deliver-released-mail": deliverReleasedMail,
  "move-incoming-mail": moveIncomingMail,
  "send-outgoing-mail": sendOutgoingMail,
  "prepare-package": preparePackage,
  "run-bulk-edit": runBulkEdit,
  "undo-bulk-edit": runBulkUndo,
  "settle-approval": settleApproval,
  "remind-approvers": () => remindApprovers(),
  "make-digests": () => makeDigests(),
  "remove-expired-uploads": () => removeExpiredUploads(),
  "forget-answers": () => forgetAnswers(),
  "make-seals": () => makeSeals(),
  "run-export": runExport,
  "run-export-schedules": () => runExportSchedules(),
  "remove-expired-exports": () => removeExpiredExports(),
  "erase-expired-packages": () => eraseExpiredPackages(),
  "remind-item-expiries": () => remindItemExpiries(),
  "scan-package": scanPackage,
  "scan-waiting-packages": async () => ({ asked: await scanWaitingPackages() }),
  "scan-attachment": scanAttachment,
  "scan-waiting-files": () => scanWaitingFiles(),
  "read-item-import": readItemImport,
  "judge-item-import": judgeItemImport,
  "apply-item-import": applyItemImport,
  "remove-expired-item-imports": () => removeExpiredItemImports(),
};
