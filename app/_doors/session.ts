import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { unattendedCookie } from "@/app/_ui/live/unattended";
import { mayAdminister } from "@/lib/access/ability";
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
  /** The names of the workspaces to which he belongs. */
  workspaces: string[];
}

/** Who is looking, or a redirection to the sign-in page which leads back here. */
export async function requireViewer(): Promise<Viewer> {
  const viewer = await findViewer();
  if (viewer) return viewer;
  const [jar, list] = await Promise.all([cookies(), headers()]);
  const here = list.get("x-guichet-path") ?? "/";
  const words = new URLSearchParams();
  if (here !== "/") words.set("next", here);
  if (jar.has(sessionCookieName())) words.set("after", "ended");
  redirect(words.size > 0 ? `/sign-in?${words}` : "/sign-in");
}

/** Whoever administers the platform; for anybody else the page does not exist. */
export async function requireAdministrator(): Promise<Viewer> {
  const viewer = await requireViewer();
  if (!mayAdminister(viewer.rights)) notFound();
  return viewer;
}

/** Who is looking, if anybody; asked of the database once per request, and taken as a sign of presence. */
export const findViewer = cache(async (): Promise<Viewer | null> => {
  const [found, jar, list] = await Promise.all([readSession(), cookies(), headers()]);
  const prefetching = list.has("next-router-prefetch") || (list.get("sec-purpose") ?? "").includes("prefetch");
  if (found && !prefetching && !jar.has(unattendedCookie)) await notePresence(found);
  return found;
});

/** The same for what the page asks by itself (polling, live updates), which must not keep a session awake. */
export function findAbsentViewer(): Promise<Viewer | null> {
  return readSession();
}

/** The same from the cookie's value, for doors that read it themselves. */
export async function findViewerOf(cookie: string | undefined, { present }: { present: boolean }) {
  const found = await readCookie(cookie);
  if (found && present) await notePresence(found);
  return found;
}

const readSession = cache(async () => readCookie((await cookies()).get(sessionCookieName())?.value));

async function readCookie(value: string | undefined) {
  const sessionId = unsealSessionId(value);
  const found = sessionId && (await findSessionAccount(sessionId));
  return found ? { ...found, actor: personActor(found.account.id, "web"), sessionId } : null;
}

async function notePresence(found: { actor: Actor; sessionId: string; unseenSeconds: number }) {
  if (found.unseenSeconds > touchSeconds) await touchSession(found.actor, found.sessionId);
}
