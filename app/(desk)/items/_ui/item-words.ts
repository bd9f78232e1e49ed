import type { Tone } from "@/app/_ui/badge";
import type { ItemStatus } from "@/lib/items/item";

export const statusTones: Record<ItemStatus, Tone> = {
  planned: "info",
  "in-service": "success",
  maintenance: "warning",
  retired: "neutral",
};

/** Criticality counts from the highest; the bars of a priority from the lowest. */
export const strengthOf = (criticality: number) => (5 - criticality) as 1 | 2 | 3 | 4;

/** How many whole days from now until a day ends, by the calendar of Paris; negative once it is past. */
export function daysUntil(day: string, now: Date): number {
  const today = now.toLocaleDateString("sv-SE", { timeZone: "Europe/Paris" });
  return Math.round((Date.parse(day) - Date.parse(today)) / 86_400_000);
}
