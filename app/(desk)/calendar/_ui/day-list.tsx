import { getLocale, getTranslations } from "next-intl/server";
import { KindMark, StatusBadge } from "@/app/_ui/badge";
import { RowLink, Table } from "@/app/_ui/table";
import { type Day, dayOf } from "@/lib/calendar/local-moment";
import type { Calendar, CalendarEntry } from "@/lib/planning/calendar-queries";
import { statusIn } from "../../tickets/_ui/ticket-words";
import styles from "./calendar.module.css";
import type { CalendarAddress } from "./calendar-address";
import { ConflictWords } from "./conflict-words";
import { longDay, sayDay, sayTime } from "./day-words";

type Props = { calendar: Calendar; address: CalendarAddress; zone: string; caption: string };

/** Everything planned in the month, each once, under the day on which it begins (or goes on). */
export async function DayList({ calendar: { entries }, address, zone, caption }: Props) {
  const locale = await getLocale();
  const t = await getTranslations("planning");
  const { first } = address.pages;
  const days = Map.groupBy(entries, ({ start }) => {
    const day = dayOf(start, zone);
    return [first, day].sort()[1]!;
  });
  return (
    <Table caption={caption}>
      <thead>
        <tr>
          {(["when", "ticket", "kind", "project", "status"] as const).map((name) => (
            <th key={name} scope="col">
              {t(`columns.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      {[...days].map(([day, planned]) => (
        <tbody key={day}>
          <tr className={styles.dayRow}>
            <th colSpan={5} scope="rowgroup" aria-current={day === address.today ? "date" : undefined}>
              {sayDay(day, locale, longDay)}
            </th>
          </tr>
          {planned.map((entry) => (
            <Row key={entry.id} entry={entry} zone={zone} />
          ))}
        </tbody>
      ))}
    </Table>
  );
}

async function Row({ entry, zone }: { entry: CalendarEntry; zone: string }) {
  const locale = await getLocale();
  const tickets = await getTranslations("tickets");
  return (
    <tr>
      <td data-short data-first>
        {await sayWindow(entry, zone)}
      </td>
      <td data-main>
        <RowLink href={`/tickets/${entry.reference}`}>
          {entry.reference} {entry.title}
        </RowLink>
        <ConflictWords entry={entry} />
      </td>
      <td data-short>
        <KindMark kind={entry.kind} label={tickets(`kinds.${entry.kind}`)} />
      </td>
      <td data-quiet>{entry.projectName}</td>
      <td data-short>
        <StatusBadge phase={entry.phase} label={statusIn(locale, entry)} />
      </td>
    </tr>
  );
}

/** "20:00 – 22:00", with the day of its end when it is another one. */
async function sayWindow({ start, end }: CalendarEntry, zone: string): Promise<string> {
  const locale = await getLocale();
  const last: Day = dayOf(end, zone);
  const day = last === dayOf(start, zone) ? "" : `${sayDay(last, locale, { day: "numeric", month: "short" })} `;
  return `${sayTime(start, locale, zone)} – ${day}${sayTime(end, locale, zone)}`;
}
