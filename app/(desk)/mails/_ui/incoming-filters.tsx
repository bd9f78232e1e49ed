import { useTranslations } from "next-intl";
import { SelectField, TextField } from "@/app/_ui/field";
import { FilterBar } from "@/app/_ui/filter-bar";
import { outcomes } from "@/lib/incoming-mail/incoming-mail";
import type { IncomingMailFilter } from "@/lib/incoming-mail/mail-filter";
import { mailsAddress } from "./mails-address";

const folded = ["sender", "subject", "messageId", "from", "to"] as const;

/** "What became of my mail?": by sender, subject, Message-ID, day or outcome. */
export function IncomingFilters({ filter }: { filter: IncomingMailFilter }) {
  const t = useTranslations("mail");
  const { q, outcome } = filter;
  return (
    <FilterBar
      action="/mails"
      applied={useApplied(filter)}
      moreOpen={folded.some((name) => filter[name])}
      more={
        <>
          <TextField name="sender" label={t("filters.sender")} defaultValue={filter.sender} optional maxLength={254} />
          <TextField
            name="subject"
            label={t("filters.subject")}
            defaultValue={filter.subject}
            optional
            maxLength={200}
          />
          <TextField
            name="messageId"
            label={t("messageId")}
            defaultValue={filter.messageId}
            optional
            maxLength={1_000}
          />
          <TextField name="from" label={t("filters.from")} defaultValue={filter.from} optional type="date" />
          <TextField name="to" label={t("filters.to")} defaultValue={filter.to} optional type="date" />
        </>
      }
    >
      <TextField name="q" label={t("words")} defaultValue={q} optional type="search" maxLength={1_000} />
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

function useApplied(filter: IncomingMailFilter) {
  const t = useTranslations("mail");
  const { q, sender, subject, messageId, outcome, from, to } = filter;
  const words: [keyof IncomingMailFilter, string | undefined][] = [
    ["q", q && t("wordsApplied", { words: q })],
    ["sender", sender && t("filters.senderApplied", { words: sender })],
    ["subject", subject && t("filters.subjectApplied", { words: subject })],
    ["messageId", messageId],
    ["outcome", outcome && t(`outcomes.${outcome}`)],
    ["from", from && t("filters.fromApplied", { day: from })],
    ["to", to && t("filters.toApplied", { day: to })],
  ];
  return words.flatMap(([name, label]) =>
    label ? [{ label, removeHref: mailsAddress({ ...filter, [name]: undefined, after: undefined }) }] : [],
  );
}
