import { getFormatter, getLocale, getTranslations } from "next-intl/server";
import { Timestamp } from "@/app/_ui/timestamp";
import type { FieldValue } from "@/lib/workspaces/field";
import type { Field } from "@/lib/workspaces/field-queries";
import { labelIn } from "../../../_ui/ticket-words";
import styles from "./fields.module.css";

/** The value of a field, as its type is read. */
export async function FieldValueWords({ field, value }: { field: Field; value: FieldValue }) {
  const [t, format, locale] = await Promise.all([getTranslations("forms.values"), getFormatter(), getLocale()]);
  if (typeof value === "boolean") return t(value ? "yes" : "no");
  if (typeof value === "number") return format.number(value);
  if (field.type === "moment") return <Timestamp at={new Date(value)} />;
  if (field.type === "date")
    return format.dateTime(new Date(`${value}T12:00:00Z`), { dateStyle: "long", timeZone: "UTC" });
  const choice = field.choices.find(({ code }) => code === value);
  return <span className={styles.text}>{choice ? labelIn(locale, choice) : value}</span>;
}
