import { answerFile } from "@/app/_doors/api/answer-file";
import { refuseOtherMethods } from "@/app/_doors/api/refuse-other-methods";
import { openAttachment } from "@/lib/files/open-attachment";

/** The bytes of an attached file, for whoever may read what carries it. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = refuseOtherMethods({ GET: answerFile(openAttachment) });
