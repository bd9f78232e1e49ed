import type { Locale } from "@/app/_ui/locale";

/** A label that an administrator wrote in both languages. */
export function labelIn(locale: Locale, label: { labelFr: string; labelEn: string }): string {
  return locale === "en" ? label.labelEn : label.labelFr;
}

export function statusIn(locale: Locale, ticket: { statusFr: string; statusEn: string }): string {
  return locale === "en" ? ticket.statusEn : ticket.statusFr;
}

export function categoryIn(locale: Locale, ticket: { categoryFr: string | null; categoryEn: string | null }) {
  return locale === "en" ? ticket.categoryEn : ticket.categoryFr;
}

/** Priority 1 is the strongest; the mark's bars count the other way. */
export function strengthOf(priority: number): 1 | 2 | 3 | 4 {
  return Math.min(4, Math.max(1, 5 - priority)) as 1 | 2 | 3 | 4;
}

type Standing = { phase: "new" | "open" | "waiting" | "resolved" | "closed"; statusCode: string };

/** The key, in the catalogue area `portal`, of where a request is in the words of whoever made it; null: use the status's own label. */
export function plainPhaseOf(ticket: Standing) {
  if (ticket.statusCode === "cancelled") return "cancelled" as const;
  // Other waits (a third party, an approval) are not the requester's to end.
  if (ticket.phase === "waiting" && ticket.statusCode !== "waiting-requester") return null;
  return ticket.phase;
}
