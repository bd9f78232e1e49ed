import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/app/_ui/button";
import { Empty } from "@/app/_ui/empty";
import { Panel } from "@/app/_ui/panel";
import type { Calendar } from "@/lib/planning/calendar-queries";
import { type CalendarAddress, calendarPath } from "./calendar-address";
import { sayPeriod } from "./calendar-pager";
import { DayGrid } from "./day-grid";
import { DayList } from "./day-list";

type Props = { calendar: Calendar; address: CalendarAddress; zone: string };

/** What is planned, as the chosen view shows it. A grid is drawn even when it is empty: its days are what one came for. */
export async function Planned({ calendar, address, zone }: Props) {
  const t = await getTranslations("planning");
  const nothing = calendar.entries.length === 0;
  const caption = t("caption", { period: await sayPeriod(address) });
  const drawn = { calendar, address, zone, caption };
  return (
    <Panel flush>
      {address.view !== "list" && <DayGrid {...drawn} />}
      {address.view === "list" && !nothing && <DayList {...drawn} />}
      {nothing && <Nothing filtered={Object.keys(address.filter).length > 0} />}
    </Panel>
  );
}

async function Nothing({ filtered }: { filtered: boolean }) {
  const t = await getTranslations("planning");
  return (
    <Empty
      icon="calendar"
      title={t("empty")}
      actions={filtered && <LinkButton href={calendarPath}>{(await getTranslations("ui"))("clearFilters")}</LinkButton>}
    >
      {t(filtered ? "emptyFiltered" : "emptyWords")}
    </Empty>
  );
}
