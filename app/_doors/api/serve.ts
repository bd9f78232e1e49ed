import { Invalid, NotFound } from "@/lib/access/refusals";
import type { Actor } from "@/lib/tenancy/actor";
import type { Answered, Said } from "@/lib/tenancy/run-once";
import { answerProblem } from "./answer-problem";
import { getCaller } from "./find-caller";
import type { Operation } from "./operation";
import { readParams, readQuery } from "./read-address";
import { readJson } from "./read-json";
import { refuseOtherMethods } from "./refuse-other-methods";
import { repeatSafely } from "./repeat-safely";

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

/** Reads what is asked, then runs the operation; once, when the client asks for that. */
async function carryOut(request: Request, caller: Actor, operation: Operation) {
  const url = new URL(request.url);
  const asked = {
    params: parseParams(operation, url),
    query: operation.query ? operation.query.parse(readQuery(url)) : refuseQuery(url),
    body: await readBody(request, operation),
  };
  return repeatSafely(request, asked.body, caller, async (actor) =>
    describe(operation, await operation.run({ ...asked, actor })),
  );
}

/** A name that no object can bear is that of an absent object. */
function parseParams(operation: Operation, url: URL): unknown {
  const given = readParams(url, operation.path);
  if (!operation.params) return given;
  const parsed = operation.params.safeParse(given);
  if (!parsed.success) throw new NotFound();
  return parsed.data;
}

function refuseQuery(url: URL) {
  const [name] = url.searchParams.keys();
  if (name !== undefined) throw new Invalid("unknown-parameter", name.slice(0, 60));
  return {};
}

async function readBody(request: Request, operation: Operation): Promise<unknown> {
  if (request.method === "GET" || request.method === "HEAD") return {};
  const body = (await readJson(request)) ?? {};
  if (operation.body) operation.body.parse(body);
  else if (typeof body !== "object" || Object.keys(body ?? {}).length > 0) throw new Invalid("no-body-expected");
  return body;
}

function describe(operation: Operation, value: unknown): Said {
  // Outside production each answer is held against its own description.
  if (process.env.NODE_ENV !== "production") operation.answer?.parse(value);
  const answered = {
    status: operation.status,
    text: operation.answer ? JSON.stringify(value) : "",
    location: operation.location ? `/api/v1${operation.location(value)}` : null,
  };
  if (!operation.remembered) return { answered };
  return { answered, remembered: { ...answered, text: JSON.stringify(operation.remembered(value)) } };
}

function present(answered: Answered & { repeated?: boolean }): Response {
  const headers = new Headers({ "cache-control": "no-store", "x-content-type-options": "nosniff" });
  if (answered.text) headers.set("content-type", "application/json");
  if (answered.location) headers.set("location", answered.location);
  if (answered.repeated) headers.set("idempotency-replayed", "true");
  return new Response(answered.text || null, { status: answered.status, headers });
}
