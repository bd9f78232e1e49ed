import { useLocale, useTranslations } from "next-intl";
import { SelectField, TextField } from "@/app/_ui/field";
import { type AppliedFilter, FilterBar } from "@/app/_ui/filter-bar";
import { itemStatuses } from "@/lib/items/item";
import type { ItemType } from "@/lib/items/item-type-queries";
import { addressOf, type ItemQuery, listPath } from "./list-address";

export interface ItemChoices {
  types: ItemType[];
  workspaces: { key: string; name: string }[];
  projects: { key: string; name: string }[];
}

type Option = [value: string, label: string];

const horizons = ["7", "30", "60", "90", "365"];

/** The filters of the list: a form that only reads, whose address can be kept and sent. */
export function ItemFilters({ query, choices }: { query: ItemQuery; choices: ItemChoices }) {
  const t = useTranslations("items.filters");
  const options = useOptions(choices);
  const select = (name: keyof typeof options) => (
    <SelectField name={name} label={t(name)} defaultValue={query[name] ?? ""} optional>
      <option value="">{t(name === "owner" ? "anyone" : "any")}</option>
      {options[name].map(([value, label]) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </SelectField>
  );
  const applied = (Object.keys(query) as (keyof ItemQuery)[]).map((name): AppliedFilter => {
    const value = name === "q" ? query.q : options[name].find(([known]) => known === query[name])?.[1];
    return {
      label: t("applied", { name: t(name), value: value ?? query[name] ?? "" }),
      removeHref: addressOf(query, { [name]: "" }),
    };
  });
  const rare = (["workspace", "project", "criticality", "owner"] as const).some((name) => query[name]);
  return (
    <FilterBar
      action={listPath}
      applied={applied}
      more={
        <>
          {select("workspace")}
          {select("project")}
          {select("criticality")}
          {select("owner")}
        </>
      }
      moreOpen={rare}
    >
      <TextField name="q" label={t("q")} defaultValue={query.q ?? ""} optional type="search" />
      {select("type")}
      {select("status")}
      {select("expiresWithin")}
    </FilterBar>
  );
}

function useOptions({ types, workspaces, projects }: ItemChoices) {
  const t = useTranslations("items");
  const locale = useLocale();
  const named = (list: { key: string; name: string }[]) => list.map(({ key, name }): Option => [key, name]);
  return {
    type: types.map((type): Option => [type.code, locale === "en" ? type.labelEn : type.labelFr]),
    status: itemStatuses.map((status): Option => [status, t(`statuses.${status}`)]),
    expiresWithin: horizons.map((days): Option => [days, t("filters.within", { days: Number(days) })]),
    workspace: named(workspaces),
    project: named(projects),
    criticality: (["1", "2", "3", "4"] as const).map((level): Option => [level, t(`levels.${level}`)]),
    owner: [["me", t("filters.me")]] as Option[],
  };
}
