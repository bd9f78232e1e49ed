import { randomBytes } from "node:crypto";
import { z } from "zod";
import { sha256 } from "@/lib/journal/event";

/** What a person calls a token, to know later which one to take back. */
export const TokenName = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), { params: { code: "control-characters" } });

/** Days for which a token is good; none is good for ever. */
export const longestTokenDays = 366;
export const usualTokenDays = 90;

/** A personal access token: 256 random bits behind a prefix that leak detectors know. Only its SHA-256 is kept. */
export function drawToken(): string {
  return `gui_${randomBytes(32).toString("base64url")}`;
}

/** What the database knows a token by; null when the text cannot be one. */
export function hashToken(token: string): string | null {
  return /^gui_[\w-]{43}$/.test(token) ? sha256(token) : null;
}
