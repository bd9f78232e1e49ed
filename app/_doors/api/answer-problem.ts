import { type Problem, problemOf } from "@/app/_doors/problem";
import type { Actor } from "@/lib/tenancy/actor";
import { describeProblem } from "./describe-problem";
import { DoorRefusal } from "./door-refusal";
import { findCallerLocale } from "./find-caller";

/** A problem document (RFC 9457) in the caller's language. An unforeseen error shows an identifier and nothing else. */
export async function answerProblem(
  request: Request,
  error: unknown,
  caller: Actor | null,
  presentCurrent?: (standing: unknown) => unknown,
): Promise<Response> {
  const problem = toProblem(error);
  const locale = await findCallerLocale(request, problem.status === 503 ? null : caller);
  const document = describeProblem(problem, locale, presentCurrent);
  return new Response(JSON.stringify(document), {
    status: problem.status,
    headers: {
      "content-type": "application/problem+json",
      "content-language": locale,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      ...(problem.status === 429 ? { "retry-after": String(problem.details.seconds ?? 60) } : {}),
      ...(problem.status === 503 ? { "retry-after": "5" } : {}),
      ...(error instanceof DoorRefusal ? error.more.headers : {}),
    },
  });
}

function toProblem(error: unknown): Problem {
  if (!(error instanceof DoorRefusal)) return problemOf(error);
  const { field, details = {} } = error.more;
  const { status, code } = error;
  return { status, code, details, fields: field ? [{ field, code, details }] : [] };
}
