import { getLocale, getTranslations } from "next-intl/server";
import { Panel } from "@/app/_ui/panel";
import { QuestionDialog } from "@/app/_ui/question-dialog";
import { ActButton } from "../act-button";
import styles from "../links/ticket-links.module.css";
import type { TicketPage } from "../read-ticket";
import { addItem, removeItem } from "./actions";

/** The configuration items that a ticket is about, each with the way to what its outage reaches. */
export async function TicketItems({ page: { ticket, processes, actions } }: { page: TicketPage }) {
  const { items } = processes;
  const [t, locale] = await Promise.all([getTranslations("items.ofTicket"), getLocale()]);
  const mayLink = actions.includes("link") && processes.readsItems;
  if (items.length === 0 && !mayLink) return null;
  return (
    <Panel
      title={t("title")}
      count={items.length || undefined}
      actions={mayLink && <Add reference={ticket.reference} />}
    >
      {items.length === 0 && <p>{t("none")}</p>}
      <ul>
        {items.map((item) => (
          <li key={item.id} className={styles.link}>
            <span className={styles.words}>
              <a href={`/items/${item.id}`}>{item.name}</a>
              <br />
              {locale === "en" ? item.typeEn : item.typeFr} · <a href={`/items/${item.id}/impact`}>{t("impact")}</a>
            </span>
            {mayLink && (
              <ActButton
                icon="close"
                iconOnly
                size="small"
                look="quiet"
                label={t("remove", { name: item.name })}
                act={removeItem.bind(null, ticket.reference, item.id)}
              />
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

async function Add({ reference }: { reference: string }) {
  const t = await getTranslations("items.ofTicket");
  return (
    <QuestionDialog
      look="quiet"
      size="small"
      icon="plus"
      label={t("add")}
      title={t("add")}
      questions={[{ name: "item", label: t("item"), hint: t("itemHint"), maxLength: 200 }]}
      fields={{ ticket: reference }}
      action={addItem}
      submitLabel={t("submit")}
      doneWords={t("added")}
    />
  );
}
