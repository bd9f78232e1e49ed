import { answerProblem } from "@/app/_doors/api/answer-problem";
import { getCaller } from "@/app/_doors/api/find-caller";
import { fileResponse } from "@/app/_doors/file-response";
import { openIncomingMail } from "@/lib/incoming-mail/open-incoming-mail";
import type { Actor } from "@/lib/tenancy/actor";

/** The bytes of a message as it came, for whoever may review it. */
export async function GET(request: Request, { params }: { params: Promise<{ mail: string }> }): Promise<Response> {
  let caller: Actor | null = null;
  try {
    caller = await getCaller(request);
    return await fileResponse(request, await openIncomingMail(caller, (await params).mail));
  } catch (error) {
    return answerProblem(request, error, caller);
  }
}
