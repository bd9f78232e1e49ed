import { answerProblem } from "@/app/_doors/api/answer-problem";
import { getCaller } from "@/app/_doors/api/find-caller";
import { fileResponse } from "@/app/_doors/file-response";
import { openExport } from "@/lib/exports/open-export";
import type { Actor } from "@/lib/tenancy/actor";

/** The file of one's own export, whole or by range, under the rights that one has now. */
export async function GET(request: Request, { params }: { params: Promise<{ export: string }> }): Promise<Response> {
  let caller: Actor | null = null;
  try {
    caller = await getCaller(request);
    return await fileResponse(request, await openExport(caller, (await params).export));
  } catch (error) {
    return answerProblem(request, error, caller);
  }
}
