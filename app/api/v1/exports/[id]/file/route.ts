import { answerProblem } from "@/app/_doors/api/answer-problem";
import { getCaller } from "@/app/_doors/api/find-caller";
import { refuseOtherMethods } from "@/app/_doors/api/refuse-other-methods";
import { fileResponse } from "@/app/_doors/file-response";
import { openExport } from "@/lib/exports/open-export";
import type { Actor } from "@/lib/tenancy/actor";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = refuseOtherMethods({ GET: answer });

/** The file of one's own export, whole or by range, under the rights that one has now. */
async function answer(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  let caller: Actor | null = null;
  try {
    caller = await getCaller(request);
    return await fileResponse(request, await openExport(caller, (await params).id));
  } catch (error) {
    return answerProblem(request, error, caller);
  }
}
