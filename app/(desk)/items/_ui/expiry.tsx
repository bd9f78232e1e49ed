import { useFormatter, useTranslations } from "next-intl";
import { Badge } from "@/app/_ui/badge";
import { daysUntil } from "./item-words";

const soon = 60;

/** A day on which something ends, and how near it is when that matters. */
export function Expiry({ day, now, ended }: { day: string; now: Date; ended: boolean }) {
  const t = useTranslations("items.facts");
  const format = useFormatter();
  const days = daysUntil(day, now);
  const date = format.dateTime(new Date(`${day}T12:00:00Z`), { dateStyle: "medium", timeZone: "UTC" });
  if (ended || days > soon) return date;
  return (
    <>
      {date} <Badge tone={days < 0 ? "danger" : "warning"}>{days < 0 ? t("expired") : t("endsSoon", { days })}</Badge>
    </>
  );
}
