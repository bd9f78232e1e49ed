import { answerFile } from "@/app/_doors/api/answer-file";
import { refuseOtherMethods } from "@/app/_doors/api/refuse-other-methods";
import { openPackage } from "@/lib/deposits/open-package";

/** The bytes of a package, for whoever may read it. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = refuseOtherMethods({ GET: answerFile(openPackage) });
