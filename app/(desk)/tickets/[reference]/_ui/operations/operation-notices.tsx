import { getTranslations } from "next-intl/server";
import { Notice } from "@/app/_ui/notice";
import { undo } from "../../operation-actions";
import { ActButton } from "../act-button";
import type { TicketPage } from "../read-ticket";

/** Where a merged ticket goes on, what was merged here, and what its author can still undo. */
export async function OperationNotices({ page: { ticket, operations } }: { page: TicketPage }) {
  const t = await getTranslations("desk.notices");
  const { mergedInto, merged, undoable } = operations;
  return (
    <>
      {ticket.mergedIntoId && (
        <Notice tone="warning" title={t("merged")}>
          {mergedInto ? (
            <p>
              {t("goesOn")} <a href={`/tickets/${mergedInto.reference}`}>{mergedInto.reference}</a>{" "}
              <bdi>{mergedInto.title}</bdi>
            </p>
          ) : (
            <p>{t("elsewhere")}</p>
          )}
        </Notice>
      )}
      {merged.length > 0 && (
        <Notice title={t("holds", { count: merged.length })}>
          <ul>
            {merged.map(({ reference, title }) => (
              <li key={reference}>
                <a href={`/tickets/${reference}?origin=1`}>{reference}</a> <bdi>{title}</bdi>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {undoable && undoable.kind !== "bulk" && (
        <Notice tone="success" title={t(`did.${undoable.kind}`)}>
          <p>{t("day")}</p>
          <ActButton icon="history" label={t("undo")} act={undo.bind(null, undoable.id)} />
        </Notice>
      )}
    </>
  );
}
