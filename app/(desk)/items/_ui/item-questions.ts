import { getLocale, getTranslations } from "next-intl/server";
import type { Question } from "@/app/_ui/question-field";
import { itemStatuses } from "@/lib/items/item";
import type { Item } from "@/lib/items/item-queries";
import type { ItemField } from "@/lib/items/item-type";

export interface QuestionGroup {
  title: string;
  questions: Question[];
}

type Given = { fields: ItemField[]; projects: { key: string; name: string }[] | null; item?: Item };

/** Before the code of a field of the type: `values.issuer`. */
export const valuePrefix = "values.";

/** What is asked of an item, group by group; `projects` is null for what is of the platform. */
export async function itemQuestions({ fields, projects, item }: Given): Promise<QuestionGroup[]> {
  const [t, locale] = await Promise.all([getTranslations("items"), getLocale()]);
  const levels = (["1", "2", "3", "4"] as const).map((value) => ({ value, label: t(`levels.${value}`) }));
  const statuses = itemStatuses.map((value) => ({ value, label: t(`statuses.${value}`) }));
  const label = (name: "name" | "externalKey" | "status" | "criticality" | "owner" | "startsOn" | "expiresOn") =>
    t(`facts.${name}`);
  const general: Question[] = [
    { name: "name", label: label("name"), value: item?.name, maxLength: 120 },
    { name: "status", label: label("status"), type: "choice", value: item?.status ?? "planned", options: statuses },
    {
      ...{ name: "criticality", label: label("criticality"), type: "choice", options: levels },
      value: String(item?.criticality ?? 3),
    },
    ...projectQuestion(projects, item, t("form.project"), t("form.projectHint")),
    {
      ...{ name: "owner", label: label("owner"), type: "email", hint: t("form.ownerHint"), optional: true },
      value: item?.ownerMail ?? "",
    },
    {
      ...{ name: "externalKey", label: label("externalKey"), hint: t("form.keyHint"), optional: true, maxLength: 200 },
      value: item?.externalKey ?? "",
    },
  ];
  const own = fields.map(
    (field): Question => ({
      name: `${valuePrefix}${field.code}`,
      label: locale === "en" ? field.labelEn : field.labelFr,
      hint: field.type === "secret" ? t("form.secretHint") : undefined,
      type: field.type === "secret" ? "text" : field.type,
      optional: !field.required,
      value: String(item?.values[field.code] ?? ""),
      options: field.choices.map((one) => ({ value: one.code, label: locale === "en" ? one.labelEn : one.labelFr })),
    }),
  );
  const dates: Question[] = (["startsOn", "expiresOn"] as const).map((name) => ({
    ...{ name, label: label(name), type: "date", optional: true },
    value: item?.[name] ?? "",
  }));
  const cause: Question = { name: "ticket", label: t("form.ticket"), hint: t("form.ticketHint"), optional: true };
  return [
    { title: t("form.general"), questions: general },
    ...(own.length > 0 ? [{ title: t("form.own"), questions: own }] : []),
    { title: t("form.dates"), questions: [...dates, cause] },
  ];
}

function projectQuestion(projects: Given["projects"], item: Item | undefined, label: string, hint: string): Question[] {
  if (!projects) return [];
  const options = projects.map(({ key, name }) => ({ value: key, label: name }));
  const value = item?.projectKey ?? "";
  return [{ name: "project", label, hint, type: "choice", optional: true, value, options }];
}
