import { getTranslations } from "next-intl/server";
import { Icon } from "@/app/_ui/icons";
import { Timestamp } from "@/app/_ui/timestamp";
import { causeOfBounce } from "@/lib/outgoing-mail/bounce";
import { deliveryFates, fateOf } from "@/lib/outgoing-mail/delivery";
import type { Delivery } from "@/lib/outgoing-mail/delivery-queries";
import styles from "./deliveries.module.css";
import type { TicketPage } from "./read-ticket";

/** To whom a message went by mail: how many in one line, each of them on demand; what failed is said outright. */
export async function Deliveries({ messageId, page }: { messageId: string; page: TicketPage }) {
  const deliveries = page.deliveries.filter((delivery) => delivery.messageId === messageId);
  if (deliveries.length === 0) return null;
  const lost = deliveries.filter(isLost);
  const others = deliveries.filter((delivery) => !isLost(delivery));
  return (
    <div className={styles.deliveries}>
      {lost.length > 0 && (
        <ul className={styles.lost}>
          {lost.map((delivery) => (
            <li key={delivery.id}>
              <Icon name="alert" size={14} />
              <span>
                <Fate delivery={delivery} page={page} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <details>
          <summary>{await summaryOf(others)}</summary>
          <ul>
            {others.map((delivery) => (
              <li key={delivery.id}>
                <Fate delivery={delivery} page={page} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function isLost({ state }: Delivery): boolean {
  return state === "failed" || state === "bounced";
}

async function summaryOf(deliveries: Delivery[]): Promise<string> {
  const t = await getTranslations("tickets.deliveries");
  const fates = deliveries.map(fateOf);
  return deliveryFates
    .filter((fate) => fate !== "failed" && fate !== "bounced")
    .map((fate) => ({ fate, count: fates.filter((one) => one === fate).length }))
    .filter(({ count }) => count > 0)
    .map(({ fate, count }) => t(fate, { count }))
    .join(" · ");
}

async function Fate({ delivery, page }: { delivery: Delivery; page: TicketPage }) {
  const t = await getTranslations("tickets");
  const mail = await getTranslations("mail");
  const { accountId, state, lastError, bounceStatus, sentAt, nextTryAt } = delivery;
  const name = (accountId && page.names.get(accountId)) || t("formerMember");
  const ours = state === "withheld" && lastError && mail.has(`outbox.withheld.${lastError}` as never);
  const heard = ours ? mail(`outbox.withheld.${lastError}` as never) : (lastError ?? t("deliveries.unknownReason"));
  const said = state === "bounced" ? mail(`bounces.${causeOfBounce(bounceStatus)}`) : heard;
  const reason = bounceStatus ? `${said} (${bounceStatus})` : said;
  const at = sentAt ?? nextTryAt;
  return t.rich(`deliveries.to.${fateOf(delivery)}`, { name, reason, at: () => at && <Timestamp at={at} /> });
}
