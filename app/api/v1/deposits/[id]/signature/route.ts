import { answerFile } from "@/app/_doors/api/answer-file";
import { refuseOtherMethods } from "@/app/_doors/api/refuse-other-methods";
import { serve } from "@/app/_doors/api/serve";
import * as deposits from "@/app/api/v1/_operations/deposits";
import { openSignature } from "@/lib/deposits/open-package";

/** The signature kept beside a package: read, or laid there once. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = refuseOtherMethods({
  GET: answerFile(openSignature),
  PUT: serve(deposits.sign).PUT,
});
