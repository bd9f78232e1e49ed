import { answerProblem } from "@/app/_doors/api/answer-problem";
import { getCaller } from "@/app/_doors/api/find-caller";
import { fileResponse } from "@/app/_doors/file-response";
import { openAttachedPart } from "@/lib/incoming-mail/read-attached-mail";
import type { Actor } from "@/lib/tenancy/actor";

type Context = { params: Promise<{ attachment: string; part: string }> };

/** One file of a message that is itself a file of a ticket, for whoever may read that one. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  let caller: Actor | null = null;
  try {
    caller = await getCaller(request);
    const { attachment, part } = await params;
    return await fileResponse(request, await openAttachedPart(caller, attachment, part));
  } catch (error) {
    return answerProblem(request, error, caller);
  }
}
