import { removeExpiredUploads } from "@/lib/files/remove-expired-uploads";
import { handleIncomingMail } from "@/lib/incoming-mail/handle-incoming-mail";
import type { JobVerbs } from "@/lib/jobs/run-jobs";
import { makeSeals } from "@/lib/journal/make-seals";
import { sendOutgoingMail } from "@/lib/outgoing-mail/send-outgoing-mail";

/** Each job and the verb that it calls later. */
export const jobVerbs: JobVerbs = {
  "handle-incoming-mail": handleIncomingMail,
  "send-outgoing-mail": sendOutgoingMail,
  "remove-expired-uploads": () => removeExpiredUploads(),
  "make-seals": () => makeSeals(),
};
