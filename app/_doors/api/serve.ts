import { peerOf } from "@/app/_doors/peer";
import type { Actor } from "@/lib/tenancy/actor";
import type { Answered } from "@/lib/tenancy/run-once";
import { answerProblem } from "./answer-problem";
import { getCaller } from "./find-caller";
import type { Operation } from "./operation";
import { readRequest } from "./read-request";
import { refuseOtherMethods } from "./refuse-other-methods";
import { refuseKey, repeatSafely } from "./repeat-safely";

type Handler = (request: Request) => Promise<Response>;

/** The handlers of one address: its operations, and 405 for every other method. */
export function serve(...operations: Operation[]) {
  return refuseOtherMethods(
    Object.fromEntries(operations.map((operation) => [operation.method, answer(operation)])) as Record<string, Handler>,
  );
}

function answer(operation: Operation): Handler {
  return async (request) => {
    let caller: Actor | null = null;
    try {
      caller = await getCaller(request);
      return present(await carryOut(request, caller, operation));
    } catch (error) {
      return answerProblem(request, error, caller, operation.current);
    }
  };
}

/** Runs the operation; once, when the client asks for that. */
async function carryOut(request: Request, caller: Actor, operation: Operation) {
  const asked = await readRequest(request, operation);
  if (operation.repeatable === false) refuseKey(request);
  return repeatSafely(request, asked.body, caller, async (actor) =>
    describe(operation, await operation.run({ ...asked, actor, peer: peerOf(request.headers) })),
  );
}

function describe(operation: Operation, value: unknown): Answered {
  // Outside production each answer is held against its own description.
  if (process.env.NODE_ENV !== "production") operation.answer?.parse(value);
  return {
    status: operation.status,
    text: operation.answer ? JSON.stringify(value) : "",
    location: operation.location ? `/api/v1${operation.location(value)}` : null,
  };
}

function present(answered: Answered & { repeated?: boolean }): Response {
  const headers = new Headers({ "cache-control": "no-store", "x-content-type-options": "nosniff" });
  if (answered.text) headers.set("content-type", "application/json");
  if (answered.location) headers.set("location", answered.location);
  if (answered.repeated) headers.set("idempotency-replayed", "true");
  return new Response(answered.text || null, { status: answered.status, headers });
}
