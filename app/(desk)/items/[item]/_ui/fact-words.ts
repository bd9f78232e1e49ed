import { useFormatter, useLocale, useTranslations } from "next-intl";
import type { Translator } from "@/app/_ui/translator";
import type { ItemStatus } from "@/lib/items/item";
import type { ItemField } from "@/lib/items/item-type";

const columnNames = {
  name: "name",
  externalKey: "externalKey",
  projectId: "project",
  status: "status",
  criticality: "criticality",
  ownerId: "owner",
  startsOn: "startsOn",
  expiresOn: "expiresOn",
} as const;

/** The name of a fact of an item in the reader's words; a field that its type no longer has stands by its code. */
export function factWords(t: Translator<"items">, fields: ItemField[], fact: string, locale: string): string {
  if (fact in columnNames) return t(`facts.${columnNames[fact as keyof typeof columnNames]}`);
  const code = fact.replace(/^values\./, "");
  const field = fields.find((one) => one.code === code);
  return field ? (locale === "en" ? field.labelEn : field.labelFr) : code;
}

/** The value of a fact as it is read: dates, choices, people and projects by their names. */
export function useValueWords(fields: ItemField[], names: Map<string, string>) {
  const t = useTranslations("items");
  const format = useFormatter();
  const locale = useLocale();
  const day = (text: string) =>
    format.dateTime(new Date(`${text}T12:00:00Z`), { dateStyle: "medium", timeZone: "UTC" });
  return (fact: string, value: unknown): string => {
    if (value === null || value === undefined || value === "") return t("facts.empty");
    if (fact === "status") return t(`statuses.${value as ItemStatus}`);
    if (fact === "criticality") return t(`levels.${String(value) as "1"}`);
    if (fact === "ownerId" || fact === "projectId") return names.get(String(value)) ?? "…";
    if (fact === "startsOn" || fact === "expiresOn") return day(String(value));
    const field = fields.find((one) => `values.${one.code}` === fact);
    if (typeof value === "boolean") return t(value ? "facts.yes" : "facts.no");
    if (typeof value === "number") return format.number(value);
    if (field?.type === "date") return day(String(value));
    if (field?.type === "moment")
      return format.dateTime(new Date(String(value)), { dateStyle: "medium", timeStyle: "short" });
    if (field?.type === "secret") return t("facts.secretKept", { where: String(value) });
    const choice = field?.choices.find(({ code }) => code === value);
    return choice ? (locale === "en" ? choice.labelEn : choice.labelFr) : String(value);
  };
}
