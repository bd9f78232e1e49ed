import { getTranslations } from "next-intl/server";
import { Icon } from "@/app/_ui/icons";
import type { ListedBounce } from "@/lib/outgoing-mail/bounce-queries";
import styles from "./message-facts.module.css";

/** Whom a notice did not reach by mail, and why. */
export async function NotDelivered({ bounces }: { bounces: ListedBounce[] }) {
  const t = await getTranslations("mail");
  if (bounces.length === 0) return null;
  return (
    <ul className={styles.bounces}>
      {bounces.map(({ id, toMail, cause, status }) => (
        <li key={id}>
          <Icon name="alert" size={14} /> {t("notDelivered", { to: toMail, why: t(`bounces.${cause}`) })}
          {status && ` (${status})`}
        </li>
      ))}
    </ul>
  );
}
