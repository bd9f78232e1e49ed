import { useTranslations } from "next-intl";
import { LinkButton } from "./button";

/** Leads to the form that exports a list, with the filters and the order of its address. */
export function ExportLink({ subject, query }: { subject: string; query: string }) {
  const t = useTranslations("exports");
  return (
    <LinkButton href={`/exports/new?${new URLSearchParams({ subject, ...(query && { query }) })}`} icon="download">
      {t("button")}
    </LinkButton>
  );
}
