import { cookies } from "next/headers";
import NextAuth, { CredentialsSignin, type NextAuthConfig } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { Refusal } from "@/lib/access/refusals";
import { endSession } from "@/lib/accounts/end-session";
import { openSession } from "@/lib/accounts/open-session";
import { hasSecureAddress, sealSessionId, sessionCookieName, unsealSessionId } from "@/lib/accounts/session";
import { findSessionAccount } from "@/lib/accounts/session-queries";
import { SignInRefused, verifySignIn } from "@/lib/accounts/verify-sign-in";
import { deriveKey, getSettings } from "@/lib/settings/environment";
import { log } from "@/lib/settings/log";
import { personActor, unknownActor } from "@/lib/tenancy/actor";
import { peerOf } from "./peer";

/** Signing in and out, and next-auth's own routes. Who is looking is asked of `session.ts`, not of next-auth. */
const { handlers, signIn, signOut } = NextAuth(config);

export { handlers };

/** Opens a session and leaves its cookie, in place of the one that this browser may have. Throws what verifySignIn throws. */
export async function enterWithPassword(mail: string, password: string) {
  const former = unsealSessionId((await cookies()).get(sessionCookieName())?.value);
  try {
    await signIn("credentials", { mail, password, redirect: false, redirectTo: "/" });
  } catch (error) {
    throw error instanceof CredentialsSignin ? new SignInRefused() : causeOf(error);
  }
  if (former) await leave(former);
}

/** Ends this browser's session. */
export async function leaveBrowser() {
  await signOut({ redirect: false });
}

// A function, because settings and the secret must not be read while the application is being built.
function config(): NextAuthConfig {
  process.env.AUTH_URL ??= getSettings().url;
  return {
    secret: deriveKey("next-auth").toString("base64url"),
    trustHost: true,
    basePath: "/api/auth",
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in", verifyRequest: "/sign-in" },
    providers: [
      Credentials({
        credentials: { mail: {}, password: {} },
        authorize: ({ mail, password }, request) => enter({ mail, password }, request),
      }),
    ],
    // The longest that a browser keeps the cookie; the database says when the session ends.
    session: { strategy: "jwt", maxAge: 7 * 24 * 3600 },
    // Our own seal in place of an encrypted token: the cookie carries the session's id and nothing else.
    jwt: {
      encode: ({ token }) => sealSessionId(String(token?.sub)),
      decode: ({ token }) => {
        const id = unsealSessionId(token);
        return id ? { sub: id } : null;
      },
    },
    callbacks: {
      jwt: ({ token }) => ({ sub: token.sub }),
      session: ({ session }) => ({ expires: session.expires }),
      redirect: ({ baseUrl }) => baseUrl,
    },
    events: {
      async signOut(message) {
        if ("token" in message && message.token?.sub) await leave(message.token.sub);
      },
    },
    useSecureCookies: hasSecureAddress(),
    cookies: {
      sessionToken: cookie(sessionCookieName()),
      csrfToken: cookie(sessionCookieName().replace("session", "csrf")),
      callbackUrl: cookie(sessionCookieName().replace("session", "callback")),
    },
    logger: { error: noteError, warn: () => {}, debug: () => {} },
  };
}

/** next-auth wraps what `authorize` throws. */
function causeOf(error: unknown): unknown {
  const cause = error instanceof Error ? (error.cause as { err?: unknown } | undefined) : undefined;
  return cause?.err ?? error;
}

/** next-auth puts the user's id into the token: here it is the session's. */
async function enter(credentials: { mail: unknown; password: unknown }, request: Request) {
  const { mail, password } = credentials;
  if (typeof mail !== "string" || typeof password !== "string") return null;
  const peer = peerOf(request.headers);
  try {
    const accountId = await verifySignIn(unknownActor("web"), { mail, password }, peer);
    return { id: await openSession(personActor(accountId, "web"), peer) };
  } catch (error) {
    if (error instanceof Refusal) throw new CredentialsSignin();
    throw error;
  }
}

async function leave(sessionId: string) {
  const found = await findSessionAccount(sessionId);
  if (found) await endSession(personActor(found.account.id, "web"), { session: sessionId });
}

function cookie(name: string) {
  return { name, options: { httpOnly: true, sameSite: "lax" as const, path: "/", secure: hasSecureAddress() } };
}

/** A wrong password is no error of ours, and stands in the log of sign-ins. */
function noteError(error: Error) {
  // By `type`: a production build shortens the names of classes.
  const { type } = error as { type?: string };
  if (type === "CredentialsSignin" || type === "MissingCSRF" || type === "UnknownAction") return;
  log.error({ err: error }, "sign-in");
}
