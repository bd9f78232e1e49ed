import { Invalid, NotFound } from "@/lib/access/refusals";
import type { Operation } from "./operation";
import { readParams, readQuery } from "./read-address";
import { readJson } from "./read-json";

/** What a request asks of an operation. Throws a DoorRefusal, a Refusal or a ZodError when it does not fit its declaration. */
export async function readRequest(request: Request, operation: Operation) {
  const url = new URL(request.url);
  return {
    params: parseParams(operation, url),
    query: operation.query ? operation.query.parse(readQuery(url)) : refuseQuery(url),
    body: await readBody(request, operation),
  };
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
