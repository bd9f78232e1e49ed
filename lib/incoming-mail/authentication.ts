import { z } from "zod";

const results = ["pass", "fail", "softfail", "neutral", "none", "policy", "temperror", "permerror"] as const;
export type AuthenticationResult = (typeof results)[number];

const Finding = z.object({ result: z.enum(results), domain: z.string().nullable() });
const Findings = z.object({
  spf: Finding.nullable(),
  dkim: z.array(Finding),
  /** Null when nobody asked; `none` when the domain publishes no policy. */
  dmarc: Finding.nullable(),
});

/** What SPF, DKIM and DMARC say of a message (RFC 7208, RFC 6376, RFC 9989). */
export type Findings = z.output<typeof Findings>;

/** What those findings amount to. `unavailable`: the sender's DNS does not answer now. */
export const senderVerdicts = ["verified", "failed", "unproven", "unavailable"] as const;
export type SenderVerdict = (typeof senderVerdicts)[number];

/** What is kept on a message's row: the findings, whose word they are, and what they amount to. */
export const Authentication = Findings.extend({
  by: z.enum(["guichet", "relay", "mailbox"]),
  /** The name under which a relay or a mailbox's server signs its results (RFC 8601); null for our own. */
  server: z.string().nullable(),
  verdict: z.enum(senderVerdicts),
});
export type Authentication = z.output<typeof Authentication>;

export const noFindings: Findings = { spf: null, dkim: [], dmarc: null };

/** A result's word as others write it, in any case; an unknown one proves nothing. */
export function readResult(word: string): AuthenticationResult {
  const plain = word.toLowerCase();
  if (plain === "hardfail") return "fail";
  return results.find((result) => result === plain) ?? "neutral";
}

/**
 * Whether the address in From may be believed. DMARC decides where its domain publishes a policy, whatever that policy asks for;
 * elsewhere SPF or DKIM must have passed for that very domain.
 */
export function judgeFindings({ spf, dkim, dmarc }: Findings, fromDomain: string): SenderVerdict {
  if (dmarc?.result === "pass") return "verified";
  if (dmarc?.result === "fail") return "failed";
  if (dmarc?.result === "temperror") return "unavailable";
  const found = [...(spf ? [spf] : []), ...dkim];
  if (found.some(({ result, domain }) => result === "pass" && isAligned(domain, fromDomain))) return "verified";
  return found.some(({ result }) => result === "temperror") ? "unavailable" : "unproven";
}

/** The same domain, one above it or one under it: who holds the one holds the other. */
function isAligned(domain: string | null, fromDomain: string): boolean {
  if (!domain?.includes(".")) return false;
  const proven = domain.toLowerCase();
  return proven === fromDomain || fromDomain.endsWith(`.${proven}`) || proven.endsWith(`.${fromDomain}`);
}

/** What a row holds, or null: an older or a foreign one says nothing. */
export function readAuthentication(kept: unknown): Authentication | null {
  const parsed = Authentication.safeParse(kept);
  return parsed.success ? parsed.data : null;
}
