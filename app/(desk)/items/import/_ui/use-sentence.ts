import { useLocale, useTranslations } from "next-intl";
import { detailsIn } from "@/app/_doors/problem";
import type { ImportRefusal } from "@/lib/item-imports/item-import";

/** Says why a line or an import was refused, in the reader's words, with the column at fault. */
export function useSentence() {
  const t = useTranslations("refusals");
  const locale = useLocale() === "en" ? "en" : "fr";
  return ({ code, details = {}, column }: ImportRefusal): string => {
    const said = t.has(code as never) ? t(code as never, detailsIn(locale, details) as never) : code;
    return column === undefined ? said : `${column} : ${said}`;
  };
}
