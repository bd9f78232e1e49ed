import { useLocale, useTranslations } from "next-intl";
import { Icon } from "@/app/_ui/icons";
import { VisuallyHidden } from "@/app/_ui/visually-hidden";
import { type Day, dayOf } from "@/lib/calendar/local-moment";
import type { CalendarEntry } from "@/lib/planning/calendar-queries";
import { statusIn } from "../../tickets/_ui/ticket-words";
import styles from "./calendar.module.css";
import { ConflictWords } from "./conflict-words";
import { sayTime } from "./day-words";

type Props = { entry: CalendarEntry; day: Day; zone: string; full: boolean };

/** One planned ticket on one day: when, what, and in words and signs whatever its colour says. */
export function EntryChip({ entry, day, zone, full }: Props) {
  const locale = useLocale();
  const t = useTranslations("planning");
  const tickets = useTranslations("tickets");
  const begins = dayOf(entry.start, zone) === day;
  const ends = dayOf(new Date(entry.end.getTime() - 1), zone) === day;
  const status = statusIn(locale, entry);
  const kind = tickets(`kinds.${entry.kind}`);
  const inTheWay = entry.overlapping.length + entry.freezes.length > 0;
  const from = begins ? sayTime(entry.start, locale, zone) : t("continued");
  const until = ends && (full || !begins) ? sayTime(entry.end, locale, zone) : "";
  const to = begins && until ? ` – ${until}` : until && ` ${t("until", { time: until })}`;
  return (
    <a
      className={styles.chip}
      href={`/tickets/${entry.reference}`}
      data-phase={entry.phase}
      data-kind={entry.kind}
      title={`${entry.reference} ${entry.title} · ${kind} · ${status}`}
    >
      <span className={styles.when}>
        <Icon name={entry.kind} size={12} />
        {from}
        {to}
        {inTheWay && <Icon name="alert" size={12} className={styles.alert} />}
      </span>
      <span className={styles.title}>
        {full && <span className={styles.reference}>{entry.reference} </span>}
        {entry.title}
      </span>
      {full ? (
        <span className={styles.status}>
          {kind} · {status}
        </span>
      ) : (
        <VisuallyHidden>
          {" "}
          {entry.reference}, {kind}, {status}
        </VisuallyHidden>
      )}
      {inTheWay &&
        (full ? (
          <ConflictWords entry={entry} />
        ) : (
          <VisuallyHidden>
            {" "}
            <ConflictWords entry={entry} />
          </VisuallyHidden>
        ))}
    </a>
  );
}
