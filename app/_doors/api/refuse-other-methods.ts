import { answerProblem } from "./answer-problem";
import { DoorRefusal } from "./door-refusal";

type Answering<More extends unknown[]> = (request: Request, ...more: More) => Promise<Response>;
const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
type Name = (typeof methods)[number];

/** Every method of an address: those given, HEAD where there is GET, OPTIONS, and 405 with its Allow for all others (RFC 9110). */
export function refuseOtherMethods<More extends unknown[]>(
  answering: Partial<Record<Name, Answering<More>>>,
): Record<Name, Answering<More>> {
  const { GET } = answering;
  const head: Answering<More> = async (request, ...more) => withoutBody(await GET!(request, ...more));
  const answered = { ...(GET ? { HEAD: head } : {}), ...answering };
  const allow = [...new Set([...Object.keys(answered), "OPTIONS"])].sort().join(", ");
  const options: Answering<More> = async () => new Response(null, { status: 204, headers: { allow } });
  const refuse: Answering<More> = (request, ..._more) =>
    answerProblem(request, new DoorRefusal(405, "method-not-allowed", { headers: { allow } }), null);
  const all = methods.map((method) => [method, refuse] as const);
  return { ...(Object.fromEntries(all) as Record<Name, Answering<More>>), OPTIONS: options, ...answered };
}

/** A body that nobody will read is let go of: that of a stream would be sent for ever. */
async function withoutBody({ status, headers, body }: Response): Promise<Response> {
  await body?.cancel();
  return new Response(null, { status, headers });
}
