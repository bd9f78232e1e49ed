import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { unattendedCookie } from "@/app/_ui/live/unattended";
import type { Rights } from "@/lib/access/rights";
import { sessionCookieName, touchSeconds, unsealSessionId } from "@/lib/accounts/session";
import { findSessionAccount } from "@/lib/accounts/session-queries";
import { touchSession } from "@/lib/accounts/touch-session";
import { type Actor, personActor } from "@/lib/tenancy/actor";

/** Who is looking, what he may do, and the actor by whom he does it. */
export interface Viewer {
  actor: Actor;
  sessionId: string;
  account: { id: string; name: string; mail: string; locale: string; timeZone: string };
  rights: Rights;
}

/** Who is looking, or a redirection to the sign-in page which leads back here. */
export async function requireViewer(): Promise<Viewer> {
  const viewer = await findViewer();
  if (viewer) return viewer;
  const here = (await headers()).get("x-guichet-path");
  redirect(here && here !== "/" ? `/sign-in?next=${encodeURIComponent(here)}` : "/sign-in");
}

/** Who is looking, if anybody; asked of the database once per request, and taken as a sign of presence. */
export const findViewer = cache(async (): Promise<Viewer | null> => {
  const [jar, list] = await Promise.all([cookies(), headers()]);
  const prefetching = list.has("next-router-prefetch") || (list.get("sec-purpose") ?? "").includes("prefetch");
  const present = !prefetching && !jar.has(unattendedCookie);
  return findViewerOf(jar.get(sessionCookieName())?.value, { present });
});

/** The same for a request that the page makes by itself (polling, live updates), which must not keep a session awake. */
export const findAbsentViewer = cache(async (): Promise<Viewer | null> => {
  return findViewerOf((await cookies()).get(sessionCookieName())?.value, { present: false });
});

/** The same from the cookie's value, for doors that read it themselves. */
export async function findViewerOf(cookie: string | undefined, { present }: { present: boolean }) {
  const sessionId = unsealSessionId(cookie);
  const found = sessionId && (await findSessionAccount(sessionId));
  if (!found) return null;
  const actor = personActor(found.account.id, "web");
  if (present && found.unseenSeconds > touchSeconds) await touchSession(actor, sessionId);
  return { actor, sessionId, account: found.account, rights: found.rights };
}
