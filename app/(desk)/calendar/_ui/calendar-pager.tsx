import { getLocale, getTranslations } from "next-intl/server";
import { lookClasses } from "@/app/_ui/button";
import { Icon } from "@/app/_ui/icons";
import { Tabs } from "@/app/_ui/tabs";
import { calendarViews } from "@/lib/planning/days";
import styles from "./calendar.module.css";
import { addressOf, type CalendarAddress } from "./calendar-address";
import { longDayOfYear, sayDay } from "./day-words";

/** The views, and the way from one month or week to another. */
export async function CalendarPager({ address }: { address: CalendarAddress }) {
  const t = await getTranslations("planning");
  const { query, view, pages, today } = address;
  const step = (href: string, label: string, icon: "chevron-left" | "chevron-right", key: string) => (
    <a className={lookClasses({ look: "quiet" })} href={href} aria-label={label} title={label} data-shortcut={key}>
      <Icon name={icon} />
    </a>
  );
  return (
    <>
      <Tabs
        label={t("views.label")}
        tabs={calendarViews.map((one) => ({
          href: addressOf(query, { view: one === "month" ? "" : one }),
          label: t(`views.${one}`),
          current: one === view,
        }))}
      />
      <div className={styles.pager}>
        <h2 className={styles.period}>{await sayPeriod(address)}</h2>
        <nav className={styles.steps} aria-label={t("title")}>
          {step(addressOf(query, { day: pages.previous }), t("previous"), "chevron-left", "p")}
          <a
            className={lookClasses({ look: "secondary" })}
            href={addressOf(query, { day: "" })}
            aria-current={pages.first <= today && today <= pages.last ? "date" : undefined}
            data-shortcut="t"
          >
            {t("today")}
          </a>
          {step(addressOf(query, { day: pages.next }), t("next"), "chevron-right", "n")}
        </nav>
      </div>
    </>
  );
}

/** "novembre 2026", or "du 23 novembre 2026 au 29 novembre 2026". */
export async function sayPeriod({ view, pages }: CalendarAddress): Promise<string> {
  const locale = await getLocale();
  if (view !== "week") return sayDay(pages.first, locale, { month: "long", year: "numeric" });
  const t = await getTranslations("planning");
  return t("week", {
    first: sayDay(pages.first, locale, { day: "numeric", month: "long" }),
    last: sayDay(pages.last, locale, longDayOfYear),
  });
}
