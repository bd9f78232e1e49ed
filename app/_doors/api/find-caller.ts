import { asLocale, chooseLocale, type Locale } from "@/app/_ui/locale";
import { acceptToken } from "@/lib/accounts/accept-token";
import { findLocale } from "@/lib/accounts/preference-queries";
import { getSettings } from "@/lib/settings/environment";
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

function findTokenCaller(authorization: string): Promise<Actor | null> {
  const secret = /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
  return secret ? acceptToken(secret) : Promise.resolve(null);
}

async function findSessionCaller(request: Request): Promise<Actor | null> {
  if (!request.headers.has("cookie")) return null;
  const { findViewer } = await import("@/app/_doors/session");
  const viewer = await findViewer();
  if (!viewer) return null;
  ensureSameOrigin(request);
  return personActor(viewer.account.id, "api");
}

/** A cookie travels with requests that another site makes: anything that changes must prove that it comes from a page of ours. */
export function ensureSameOrigin(request: Request) {
  if (["GET", "HEAD", "OPTIONS"].includes(request.method)) return;
  const origin = request.headers.get("origin");
  const site = request.headers.get("sec-fetch-site");
  const ours =
    origin === null ? site === "same-origin" : isOurs(origin, request) && (site ?? "same-origin") === "same-origin";
  if (!ours) throw new DoorRefusal(403, "cross-origin");
}

/** The configured address, or whatever name the browser itself used to reach us. */
function isOurs(origin: string, request: Request): boolean {
  if (origin === new URL(getSettings().url).origin) return true;
  return URL.canParse(origin) && new URL(origin).host === request.headers.get("host");
}

function unauthenticated() {
  return new DoorRefusal(401, "unauthenticated", { headers: { "www-authenticate": 'Bearer realm="guichet"' } });
}
