import { headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import { Forbidden } from "@/lib/access/refusals";
import { type Actor, unknownActor } from "@/lib/tenancy/actor";
import { fieldsOf } from "./form-fields";
import { type Problem, problemOf } from "./problem";
import { isSameOrigin } from "./same-origin";
import { requireViewer } from "./session";

export type Outcome<T> = { ok: true; value: T } | { ok: false; problem: Problem };

/** Calls a verb for whoever is signed in; what it throws comes back as a problem. `input` may be a form as it was sent. */
export async function act<Input, T>(
  input: Input | FormData,
  verb: (actor: Actor, input: Input) => Promise<T>,
): Promise<Outcome<T>> {
  const { actor } = await requireViewer();
  return settle(() => verb(actor, inputOf(input)));
}

/** The same for somebody who is not known yet: signing in, invitations, resets. */
export async function actUnknown<Input, T>(
  input: Input | FormData,
  verb: (actor: Actor, input: Input) => Promise<T>,
): Promise<Outcome<T>> {
  return settle(() => verb(unknownActor("web"), inputOf(input)));
}

function inputOf<Input>(input: Input | FormData): Input {
  // A verb's schema is what makes sure of the type: whoever posts a form may put anything in it.
  return input instanceof FormData ? (fieldsOf(input) as Input) : input;
}

async function settle<T>(work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    // Next lets a request pass that names no origin at all.
    if (!isSameOrigin({ method: "POST", headers: await headers() })) throw new Forbidden("cross-origin");
    return { ok: true, value: await work() };
  } catch (error) {
    unstable_rethrow(error);
    return { ok: false, problem: problemOf(error) };
  }
}
