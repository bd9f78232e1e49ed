import { answerProblem } from "@/app/_doors/api/answer-problem";
import { getCaller } from "@/app/_doors/api/find-caller";
import { receiveUpload } from "@/lib/files/receive-upload";
import type { Actor } from "@/lib/tenancy/actor";

/** Resumable uploads (tus 1.0.0). No GET: what was received is read as an attachment, by whoever may read its ticket. */
async function receive(request: Request): Promise<Response> {
  let caller: Actor | null = null;
  try {
    caller = await getCaller(request);
    return await receiveUpload(caller, request);
  } catch (error) {
    return answerProblem(request, error, caller);
  }
}

export { receive as DELETE, receive as HEAD, receive as OPTIONS, receive as PATCH, receive as POST };
