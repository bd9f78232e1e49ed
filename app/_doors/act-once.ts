import { z } from "zod";
import { Conflict, Invalid } from "@/lib/access/refusals";
import { sha256 } from "@/lib/journal/event";
import type { Actor } from "@/lib/tenancy/actor";
import { runOnce } from "@/lib/tenancy/run-once";
import { act, type Outcome } from "./act";

const Key = z.string().regex(/^[\x21-\x7e]{8,255}$/);

/**
 * Like `act`, once for each `key` that the page drew: a form sent again after a cut between commit and answer gets that answer.
 * What the verb gives back must be what JSON can hold.
 */
export async function actOnce<Input, T>(
  key: string,
  input: Input,
  verb: (actor: Actor, input: Input) => Promise<T>,
): Promise<Outcome<T>> {
  return act(input, async (actor, asked) => {
    if (!Key.safeParse(key).success) throw new Invalid("invalid-input");
    const attempt = { key, requestHash: sha256(JSON.stringify(asked)) };
    const once = await runOnce(actor, attempt, async (inside) => {
      const text = JSON.stringify((await verb(inside, asked)) ?? null);
      return { status: 200, text, location: null };
    });
    if (once.outcome === "other-request") throw new Conflict("already-sent");
    return JSON.parse(once.answered.text) as T;
  });
}
