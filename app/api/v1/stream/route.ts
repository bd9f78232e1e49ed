import { cookies } from "next/headers";
import { answerProblem } from "@/app/_doors/api/answer-problem";
import { getCaller } from "@/app/_doors/api/find-caller";
import { refuseOtherMethods } from "@/app/_doors/api/refuse-other-methods";
import { type Listener, liveStream } from "@/app/_doors/live-stream";
import { findViewerOf } from "@/app/_doors/session";
import { sessionCookieName } from "@/lib/accounts/session";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = refuseOtherMethods({ GET: answer });

/** What happens on the tickets that one may read, as it happens. Keeps no session awake, and ends with it. */
async function answer(request: Request): Promise<Response> {
  try {
    return liveStream(await getListener(request), request.signal);
  } catch (error) {
    return answerProblem(request, error, null);
  }
}

async function getListener(request: Request): Promise<Listener> {
  const since = sinceOf(request);
  const cookie = (await cookies()).get(sessionCookieName())?.value;
  const viewer = request.headers.has("authorization") ? null : await findViewerOf(cookie, { present: false });
  if (viewer) {
    const isStillHere = async () => (await findViewerOf(cookie, { present: false })) !== null;
    return { actor: viewer.actor, since, isStillHere };
  }
  const isStillHere = () =>
    getCaller(request).then(
      () => true,
      () => false,
    );
  return { actor: await getCaller(request), since, isStillHere };
}

/** Whatever is no moment is none: the stream then begins now. */
function sinceOf(request: Request): number | undefined {
  const text = new URL(request.url).searchParams.get("since") ?? "";
  return /^\d{13}$/.test(text) ? Number(text) : undefined;
}
