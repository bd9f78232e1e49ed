import { createHmac, timingSafeEqual } from "node:crypto";
import { deriveKey, getSettings } from "@/lib/settings/environment";

/** Hours after which a session ends whatever happens, unless the setting `sessions` says otherwise. */
export const absoluteHours = 12;

/** Seconds between two notes that a session is in use. */
export const touchSeconds = 60;

/** What a browser sends with its requests, as far as signing in keeps it. */
export interface Peer {
  address: string;
  userAgent: string | null;
}

/** The cookie's value: the session's id and its HMAC-SHA-256, so that ids seen in the database open nothing. */
export function sealSessionId(id: string): string {
  return `${id}.${sign(id).toString("base64url")}`;
}

/** The session's id when the seal is ours, else null. Constant time. */
export function unsealSessionId(value: string | undefined): string | null {
  const [id = "", seal = ""] = (value ?? "").slice(0, 200).split(".");
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return null;
  const given = Buffer.from(seal, "base64url");
  const expected = sign(id);
  return given.length === expected.length && timingSafeEqual(given, expected) ? id : null;
}

/**
 * Browsers take a Secure cookie over https and from the machine itself. Elsewhere over plain http, which is for trials only,
 * the cookie must do without.
 */
export function sessionCookieName(): string {
  return hasSecureAddress() ? "__Host-guichet.session" : "guichet.session";
}

export function hasSecureAddress(): boolean {
  const { protocol, hostname } = new URL(getSettings().url);
  return protocol === "https:" || hostname === "localhost" || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname);
}

let key: Buffer | undefined;

function sign(id: string): Buffer {
  key ??= deriveKey("session");
  return createHmac("sha256", key).update(id).digest();
}
