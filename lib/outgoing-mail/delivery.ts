import type { Delivery } from "./delivery-queries";

/** What is said of one mail that brings a message: "late" is queued, and refused once already. */
export const deliveryFates = ["sent", "waiting", "late", "digest", "withheld", "failed", "bounced"] as const;
export type DeliveryFate = (typeof deliveryFates)[number];

/** The fate of a mail, from what its row holds. */
export function fateOf({
  state,
  forDigest,
  lastError,
}: Pick<Delivery, "state" | "forDigest" | "lastError">): DeliveryFate {
  if (state !== "queued") return state;
  if (forDigest) return "digest";
  return lastError ? "late" : "waiting";
}
