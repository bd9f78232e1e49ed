import { answerProblem } from "@/app/_doors/api/answer-problem";
import { getCaller } from "@/app/_doors/api/find-caller";
import { fileResponse } from "@/app/_doors/file-response";
import { openReceivedPart } from "@/lib/incoming-mail/read-received-mail";
import type { Actor } from "@/lib/tenancy/actor";

type Context = { params: Promise<{ mail: string; part: string }> };

/** One file of a received message, for whoever may review it. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  let caller: Actor | null = null;
  try {
    caller = await getCaller(request);
    const { mail, part } = await params;
    return await fileResponse(request, await openReceivedPart(caller, mail, part));
  } catch (error) {
    return answerProblem(request, error, caller);
  }
}
