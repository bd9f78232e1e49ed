import { getLocale, getTranslations } from "next-intl/server";
import { labelIn } from "../../../_ui/ticket-words";
import type { Option } from "../property-fields";
import type { TicketPage } from "../read-ticket";

/** Where the reader may take the ticket from here, with what is still in the way in words; where it stands comes first. */
export async function statusOptions({ ticket, choices }: TicketPage): Promise<Option[]> {
  const t = await getTranslations("tickets.moves");
  const locale = await getLocale();
  const standing = { value: ticket.statusCode, label: locale === "en" ? ticket.statusEn : ticket.statusFr };
  const moves = choices.moves.map((move) => {
    const name = labelIn(locale, move);
    if (move.needsApproval) return { value: move.code, label: t("needsApproval", { name }), disabled: true };
    const fields = move.missing.map((field) => labelIn(locale, field)).join(", ");
    return { value: move.code, label: fields ? t("missing", { name, fields }) : name };
  });
  return [standing, ...moves];
}
