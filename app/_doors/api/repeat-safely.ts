import { sha256 } from "@/lib/journal/event";
import type { Actor } from "@/lib/tenancy/actor";
import { type Answered, runOnce } from "@/lib/tenancy/run-once";
import { DoorRefusal } from "./door-refusal";

/** Does `work`; once only, however often the request is sent again, when it carries an Idempotency-Key. */
export async function repeatSafely(
  request: Request,
  body: unknown,
  actor: Actor,
  work: (inside: Actor) => Promise<Answered>,
): Promise<Answered & { repeated?: boolean }> {
  const key = request.headers.get("idempotency-key");
  if (key === null || request.method !== "POST") return work(actor);
  // RFC 8941 strings are quoted, and many clients send the bare value: both name the same key.
  const bare = key.trim().replace(/^"(.*)"$/, "$1");
  if (!/^[\x21-\x7e]{1,255}$/.test(bare)) throw new DoorRefusal(400, "bad-idempotency-key");
  const asked = [request.method, new URL(request.url).pathname, body ?? null];
  const once = await runOnce(actor, { key: bare, requestHash: sha256(JSON.stringify(asked)) }, work);
  if (once.outcome === "other-request") throw new DoorRefusal(422, "idempotency-key-reused");
  return { ...once.answered, repeated: once.outcome === "repeated" };
}

/** For an operation that must not be remembered. Throws DoorRefusal when the request wants it to be. */
export function refuseKey(request: Request) {
  if (request.headers.has("idempotency-key")) throw new DoorRefusal(400, "no-idempotency-key");
}
