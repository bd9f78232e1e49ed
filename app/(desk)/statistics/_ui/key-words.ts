import { getLocale, getTranslations } from "next-intl/server";
import type { Locale } from "@/app/_ui/locale";
import type { Key } from "@/lib/figures/dimension-queries";
import type { Dimension } from "@/lib/figures/question";
import type { Channel, Initiator, Kind } from "@/lib/tickets/ticket";

export type SayKey = (dimension: Dimension, key: Key) => string;

/** What a key is called on the screen. */
export async function keyWords(): Promise<SayKey> {
  const [t, own, locale] = await Promise.all([
    getTranslations("tickets"),
    getTranslations("statistics"),
    getLocale() as Promise<Locale>,
  ]);
  return (dimension, { value, label }) => {
    if (value === null) return own(`none.${dimension === "assignee" ? "assignee" : "other"}`);
    if (label) return label[locale];
    if (dimension === "kind") return t(`kinds.${value as Kind}`);
    if (dimension === "channel") return t(`channels.${value as Channel}`);
    if (dimension === "initiator") return t(`initiators.${value as Initiator}`);
    if (dimension === "priority") return t(`priorities.${value as "1"}`);
    // An account that the reader may count and not know.
    return dimension === "assignee" ? own("none.unknown") : value;
  };
}
