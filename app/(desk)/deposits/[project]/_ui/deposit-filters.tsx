import { useTranslations } from "next-intl";
import { SelectField } from "@/app/_ui/field";
import { FilterBar } from "@/app/_ui/filter-bar";
import { packageKinds, packageStates } from "@/lib/deposits/kinds";
import { addressOf, type DepositQuery } from "./list-address";

/** The kinds and states to keep; the environment has its tabs. */
export function DepositFilters({ project, query }: { project: string; query: DepositQuery }) {
  const t = useTranslations("deposits");
  const kinds = packageKinds.map((value) => ({ value, label: t(`kinds.${value}`) }));
  const states = packageStates.map((value) => ({ value, label: t(`states.${value}`) }));
  const offered = { kind: kinds, state: states };
  const names = ["kind", "state"] as const;
  const applied = names.flatMap((name) => {
    const chosen = offered[name].find(({ value }) => value === query[name]);
    return chosen
      ? [{ label: `${t(`columns.${name}`)} : ${chosen.label}`, removeHref: addressOf(project, query, { [name]: "" }) }]
      : [];
  });
  return (
    <FilterBar action={`/deposits/${project}`} applied={applied}>
      {query.environment && <input type="hidden" name="environment" value={query.environment} />}
      {names.map((name) => (
        <SelectField key={name} name={name} label={t(`columns.${name}`)} defaultValue={query[name] ?? ""} optional>
          <option value="">{t("any")}</option>
          {offered[name].map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </SelectField>
      ))}
    </FilterBar>
  );
}
