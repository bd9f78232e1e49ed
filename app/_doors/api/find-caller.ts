import { isSameOrigin } from "@/app/_doors/same-origin";
import { findViewerOf } from "@/app/_doors/session";
import { asLocale, chooseLocale, type Locale } from "@/app/_ui/locale";
import { findLocale } from "@/lib/accounts/preference-queries";
import { sessionCookieName } from "@/lib/accounts/session";
import { findTokenActor } from "@/lib/accounts/token-queries";
import { type Actor, personActor } from "@/lib/tenancy/actor";
import { DoorRefusal } from "./door-refusal";

/** The account behind the bearer token or, for our own pages, behind the session. Throws DoorRefusal (401 or 403). */
export async function getCaller(request: Request): Promise<Actor> {
  const authorization = request.headers.get("authorization");
  const caller = authorization === null ? await findSessionCaller(request) : await findTokenCaller(authorization);
  if (!caller) throw unauthenticated();
  return caller;
}

/** A token's client says which language it wants, or gets its account's; a person gets his own. */
export async function findCallerLocale(request: Request, caller: Actor | null): Promise<Locale> {
  const acceptLanguage = request.headers.get("accept-language");
  const said = acceptLanguage && asLocale(acceptLanguage.slice(0, 2).toLowerCase());
  const wished = said || (caller && (await findLocale(caller).catch(() => null)));
  return chooseLocale({ account: wished || null, acceptLanguage });
}

async function findTokenCaller(authorization: string): Promise<Actor | null> {
  const token = /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
  return (token && (await findTokenActor(token))?.actor) || null;
}

async function findSessionCaller(request: Request): Promise<Actor | null> {
  const cookie = findCookie(request.headers.get("cookie") ?? "", sessionCookieName());
  // Reading may be the page's own polling, which must not keep a session awake.
  const viewer = cookie ? await findViewerOf(cookie, { present: request.method !== "GET" }) : null;
  if (!viewer) return null;
  // A cookie travels with requests that another site makes.
  if (!isSameOrigin(request)) throw new DoorRefusal(403, "cross-origin");
  return personActor(viewer.account.id, "api");
}

function findCookie(header: string, name: string): string | undefined {
  const pair = header.split(/; */).find((one) => one.startsWith(`${name}=`));
  return pair?.slice(name.length + 1);
}

function unauthenticated() {
  return new DoorRefusal(401, "unauthenticated", { headers: { "www-authenticate": 'Bearer realm="guichet"' } });
}
