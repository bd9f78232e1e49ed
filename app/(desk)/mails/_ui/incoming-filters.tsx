import { useTranslations } from "next-intl";
import { SelectField, TextField } from "@/app/_ui/field";
import { FilterBar } from "@/app/_ui/filter-bar";
import { outcomes } from "@/lib/incoming-mail/incoming-mail";
import type { IncomingMailFilter } from "@/lib/incoming-mail/incoming-mail-queries";

/** "What became of my mail?": by sender, subject, Message-ID or outcome. */
export function IncomingFilters({ filter: { words, outcome } }: { filter: IncomingMailFilter }) {
  const t = useTranslations("mail");
  const applied = [
    ...(words
      ? [{ label: t("wordsApplied", { words }), removeHref: outcome ? `/mails?outcome=${outcome}` : "/mails" }]
      : []),
    ...(outcome
      ? [{ label: t(`outcomes.${outcome}`), removeHref: words ? `/mails?q=${encodeURIComponent(words)}` : "/mails" }]
      : []),
  ];
  return (
    <FilterBar action="/mails" applied={applied}>
      <TextField name="q" label={t("words")} defaultValue={words} optional type="search" maxLength={1_000} />
      <SelectField name="outcome" label={t("outcome")} defaultValue={outcome ?? ""} optional>
        <option value="">{t("anyOutcome")}</option>
        {outcomes.map((one) => (
          <option key={one} value={one}>
            {t(`outcomes.${one}`)}
          </option>
        ))}
      </SelectField>
    </FilterBar>
  );
}
