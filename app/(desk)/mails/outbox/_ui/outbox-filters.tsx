import { useTranslations } from "next-intl";
import { SelectField, TextField } from "@/app/_ui/field";
import { FilterBar } from "@/app/_ui/filter-bar";
import { mailStates } from "@/lib/outgoing-mail/outgoing-mail";
import type { OutgoingMailFilter } from "@/lib/outgoing-mail/outgoing-mail-queries";

const list = "/mails/outbox";

export function OutboxFilters({ filter: { words, state } }: { filter: OutgoingMailFilter }) {
  const t = useTranslations("mail");
  const applied = [
    ...(words ? [{ label: t("wordsApplied", { words }), removeHref: state ? `${list}?state=${state}` : list }] : []),
    ...(state
      ? [{ label: t(`outbox.states.${state}`), removeHref: words ? `${list}?q=${encodeURIComponent(words)}` : list }]
      : []),
  ];
  return (
    <FilterBar action={list} applied={applied}>
      <TextField name="q" label={t("outbox.words")} defaultValue={words} optional type="search" maxLength={254} />
      <SelectField name="state" label={t("outbox.state")} defaultValue={state ?? ""} optional>
        <option value="">{t("outbox.anyState")}</option>
        {mailStates.map((one) => (
          <option key={one} value={one}>
            {t(`outbox.states.${one}`)}
          </option>
        ))}
      </SelectField>
    </FilterBar>
  );
}
