import { useTranslations } from "next-intl";
import { ActForm } from "@/app/_ui/act-form";
import { CopyButton } from "@/app/_ui/copy-button";
import { Facts, Panel } from "@/app/_ui/panel";
import { SubmitButton } from "@/app/_ui/submit-button";
import { Timestamp } from "@/app/_ui/timestamp";
import type { findOwnFeed } from "@/lib/planning/feed-queries";
import { openMyFeed, revokeMyFeed } from "../actions";
import styles from "./account.module.css";

/** One's calendar in another program, by a private address. */
export function FeedPanel({ feed }: { feed: Awaited<ReturnType<typeof findOwnFeed>> }) {
  const t = useTranslations("planning.feed");
  return (
    <Panel title={t("title")} id="calendar">
      <p className={styles.explained}>{t("words")}</p>
      {feed ? (
        <>
          <p className={styles.token}>
            <code>{feed.address}</code>
            <CopyButton text={feed.address} size="small" />
          </p>
          <p className={styles.explained}>{t("secret")}</p>
          <Facts
            facts={[
              [t("used"), feed.lastUsedAt ? <Timestamp key="used" at={feed.lastUsedAt} show="relative" /> : t("never")],
            ]}
          />
          <ActForm action={revokeMyFeed} fields={{}} said={t("revoked")}>
            <SubmitButton look="quiet" size="small" icon="trash">
              {t("revoke")}
            </SubmitButton>
          </ActForm>
        </>
      ) : (
        <ActForm action={openMyFeed} fields={{}}>
          <SubmitButton look="secondary" icon="link">
            {t("open")}
          </SubmitButton>
        </ActForm>
      )}
    </Panel>
  );
}
