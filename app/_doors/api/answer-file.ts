import { fileResponse } from "@/app/_doors/file-response";
import type { Actor } from "@/lib/tenancy/actor";
import { answerProblem } from "./answer-problem";
import { getCaller } from "./find-caller";

type Open = (actor: Actor, id: string) => Promise<Parameters<typeof fileResponse>[1]>;

/** Serves the bytes of what `/…/{id}/…` names, whole or by range, to whoever may read them. */
export function answerFile(open: Open) {
  return async (request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> => {
    let caller: Actor | null = null;
    try {
      caller = await getCaller(request);
      return await fileResponse(request, await open(caller, (await params).id));
    } catch (error) {
      return answerProblem(request, error, caller);
    }
  };
}
