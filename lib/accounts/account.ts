import { z } from "zod";

export const accountLocales = ["fr", "en"] as const;

/** How an account is shown in lists and filtered: a fact with a date, in each case. */
export const accountStates = ["invited", "active", "suspended"] as const;
export type AccountState = (typeof accountStates)[number];

/** Of what somebody hears by mail: all that he follows, what is his, or everything in one mail a day. */
export const noticeChoices = ["all", "mine", "digest"] as const;

/** One line, as people write their name; nothing that could pass for another text in a mail or a list. */
export const PersonName = z
  .string()
  .max(1_000)
  .transform((text) => text.normalize("NFC").replace(/\s+/gu, " ").trim())
  .pipe(z.string().min(1).max(120))
  .refine((text) => text.isWellFormed() && !forged.test(text), { params: { code: "control-characters" } });

// Control characters, and marks that turn the direction of what follows.
const forged = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029<>]/u;

export const AccountLocale = z.enum(accountLocales);

/** The zones that this Node knows (IANA). */
export const timeZones = [...new Set([...Intl.supportedValuesOf("timeZone"), "UTC"])];
const known = new Set(timeZones);

export const TimeZone = z
  .string()
  .max(60)
  .refine((zone) => known.has(zone), { params: { code: "unknown-value" } });

/** In which state an account is, from the facts that its row holds. */
export function stateOf(facts: { suspendedAt: Date | null; activeSince: Date | null }): AccountState {
  if (facts.suspendedAt) return "suspended";
  return facts.activeSince ? "active" : "invited";
}
