import { getTranslations } from "next-intl/server";
import { LinkButton } from "@/app/_ui/button";
import type { TicketPage } from "../read-ticket";

/** The ways to join this ticket to another, to take it apart, and to make another like it. */
export async function OperationActs({ page: { ticket, actions, messages } }: { page: TicketPage }) {
  const t = await getTranslations("desk.acts");
  const here = `/tickets/${ticket.reference}`;
  const quiet = { look: "quiet", size: "small" } as const;
  return (
    <>
      {actions.includes("merge") && (
        <LinkButton {...quiet} href={`${here}/merge`} icon="link">
          {t("merge")}
        </LinkButton>
      )}
      {actions.includes("merge") && messages.filter(({ internal }) => !internal).length > 1 && (
        <LinkButton {...quiet} href={`${here}/split`} icon="change">
          {t("split")}
        </LinkButton>
      )}
      {actions.includes("change") && (
        <LinkButton {...quiet} href={`/tickets/new?like=${ticket.reference}`} icon="copy">
          {t("duplicate")}
        </LinkButton>
      )}
    </>
  );
}
