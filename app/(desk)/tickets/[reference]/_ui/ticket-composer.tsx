import { getLocale, getTranslations } from "next-intl/server";
import { labelIn } from "../../_ui/ticket-words";
import { Composer } from "./composer";
import type { TicketPage } from "./read-ticket";

/** Where one writes, when one may. */
export async function TicketComposer({ page }: { page: TicketPage }) {
  const t = await getTranslations("tickets");
  const locale = await getLocale();
  const { ticket, actions, participants, choices, viewer, maximumSize } = page;
  const modes = (["reply", "note"] as const).filter((mode) =>
    actions.includes(mode === "reply" ? "reply" : "writeNote"),
  );
  if (modes.length === 0) return null;
  const others = participants.filter((one) => one.accountId !== viewer.account.id);
  return (
    <Composer
      reference={ticket.reference}
      accountId={viewer.account.id}
      maximumSize={maximumSize}
      modes={modes}
      readers={others.map((one) => one.name ?? t("formerMember"))}
      statuses={
        actions.includes("change")
          ? choices.moves
              .filter((move) => !move.needsApproval && move.missing.length === 0)
              .map((move) => ({ value: move.code, label: labelIn(locale, move) }))
          : []
      }
    />
  );
}
