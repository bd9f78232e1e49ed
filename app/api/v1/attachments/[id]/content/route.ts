import { answerProblem } from "@/app/_doors/api/answer-problem";
import { getCaller } from "@/app/_doors/api/find-caller";
import { fileResponse } from "@/app/_doors/file-response";
import { openAttachment } from "@/lib/files/open-attachment";
import type { Actor } from "@/lib/tenancy/actor";

/** The bytes of an attached file, for whoever may read what carries it. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  let caller: Actor | null = null;
  try {
    caller = await getCaller(request);
    return await fileResponse(request, await openAttachment(caller, (await params).id));
  } catch (error) {
    return answerProblem(request, error, caller);
  }
}
