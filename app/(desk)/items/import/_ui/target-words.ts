import { useLocale, useTranslations } from "next-intl";
import { factTargets } from "@/lib/item-imports/item-import";
import type { ItemField } from "@/lib/items/item-type";

export interface RelationWords {
  code: string;
  labelFr: string;
  labelEn: string;
  reverseFr: string;
  reverseEn: string;
}

export interface TargetGroup {
  title: string;
  targets: { value: string; label: string }[];
}

/** All that a column can feed, in groups, in the reader's language. */
export function useTargets(fields: ItemField[], relationTypes: RelationWords[]): TargetGroup[] {
  const t = useTranslations("itemImports.targets");
  const items = useTranslations("items");
  const english = useLocale() === "en";
  return [
    { title: t("facts"), targets: factTargets.map((value) => ({ value, label: items(`facts.${value}`) })) },
    {
      title: t("fields"),
      targets: fields.map(({ code, labelFr, labelEn }) => ({
        value: `values.${code}`,
        label: english ? labelEn : labelFr,
      })),
    },
    {
      title: t("relations"),
      targets: relationTypes.flatMap(({ code, labelFr, labelEn, reverseFr, reverseEn }) => [
        { value: `relations.${code}`, label: english ? labelEn : labelFr },
        { value: `relations.${code}.back`, label: english ? reverseEn : reverseFr },
      ]),
    },
  ].filter(({ targets }) => targets.length > 0);
}
