import type { Locale } from "@/app/_ui/locale";
import type { Key } from "@/lib/figures/dimension-queries";
import { type Period, withinStep } from "@/lib/figures/period";
import type { Dimension } from "@/lib/figures/question";
import type { Table } from "@/lib/figures/statistics";
import { sayStep } from "./figure-words";
import type { SayKey } from "./key-words";

type Row = Table["rows"][number];

/** The days that a row counts. */
export function daysOfRow({ step, period }: Table, row: Row): Period {
  return step && row.step ? withinStep(row.step, step, period) : period;
}

/** The keys of a row, each with what it is a key of. */
export function keysOfRow({ group }: Table, row: Row): [Dimension, Key][] {
  return group.map((dimension, place) => [dimension, row.keys[place]!]);
}

/** How a row is called: its step, or its key. */
export function nameOfRow({ step, group }: Table, row: Row, { sayKey, locale }: { sayKey: SayKey; locale: Locale }) {
  if (step && row.step) return sayStep(row.step, step, locale);
  return group.map((dimension, place) => sayKey(dimension, row.keys[place]!)).join(" · ");
}
