import { useTranslations } from "next-intl";
import { SelectField, TextField } from "@/app/_ui/field";
import { FilterBar } from "@/app/_ui/filter-bar";
import { type AccountState, accountStates } from "@/lib/accounts/account";

const list = "/administration/accounts";

export function AccountFilters({ filter }: { filter: { words?: string; state?: AccountState } }) {
  const t = useTranslations("accounts");
  const { words, state } = filter;
  const applied = [
    ...(words ? [{ label: t("wordsApplied", { words }), removeHref: state ? `${list}?state=${state}` : list }] : []),
    ...(state
      ? [{ label: t(`states.${state}`), removeHref: words ? `${list}?q=${encodeURIComponent(words)}` : list }]
      : []),
  ];
  return (
    <FilterBar action={list} applied={applied}>
      <TextField name="q" label={t("words")} defaultValue={words} optional type="search" maxLength={200} />
      <SelectField name="state" label={t("state")} defaultValue={state ?? ""} optional>
        <option value="">{t("anyState")}</option>
        {accountStates.map((one) => (
          <option key={one} value={one}>
            {t(`states.${one}`)}
          </option>
        ))}
      </SelectField>
    </FilterBar>
  );
}
