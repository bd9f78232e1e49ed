import { useLocale, useNow, useTimeZone } from "next-intl";
import { defaultTimeZone } from "./locale";
import { formatElapsed, formatMoment } from "./moment";

type Props = {
  at: Date | string /** "relative": "il y a 3 h", "absolute": "23 nov. 2026, 14:29". */;
  show?: "relative" | "absolute";
};

/** A moment in the reader's zone; the other form and the seconds are in its title. */
export function Timestamp({ at, show = "absolute" }: Props) {
  const locale = useLocale();
  const zone = useTimeZone() ?? defaultTimeZone;
  const now = useNow();
  const moment = new Date(at);
  return (
    <time dateTime={moment.toISOString()} title={formatMoment(moment, locale, zone, "full")} suppressHydrationWarning>
      {show === "relative" ? formatElapsed(moment, now, locale) : formatMoment(moment, locale, zone)}
    </time>
  );
}
