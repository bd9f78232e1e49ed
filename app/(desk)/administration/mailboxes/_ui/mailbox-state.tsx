import { useTranslations } from "next-intl";
import { Badge, type Tone } from "@/app/_ui/badge";
import type { IconName } from "@/app/_ui/icons";
import { Timestamp } from "@/app/_ui/timestamp";
import { readTrouble, type MailboxState as State, stateOfMailbox } from "@/lib/incoming-mail/mailbox";
import type { ListedMailbox } from "@/lib/incoming-mail/mailbox-queries";
import administration from "../../_ui/administration.module.css";
import { troubleWords } from "./trouble-words";

const looks: Record<State, { tone: Tone; icon: IconName }> = {
  paused: { tone: "neutral", icon: "pause" },
  trouble: { tone: "danger", icon: "alert" },
  waiting: { tone: "info", icon: "clock" },
  late: { tone: "warning", icon: "clock" },
  fine: { tone: "success", icon: "check" },
};

const lately = 7 * 24 * 3600_000;

/** How a mailbox fares: a word, since when, and what to do about it. */
export function MailboxState({ mailbox }: { mailbox: ListedMailbox }) {
  const t = useTranslations("mailboxes");
  const { pausedAt, pauserName, lastSeenAt, lastError, lastErrorAt } = mailbox;
  const now = new Date();
  const state = stateOfMailbox(mailbox, now);
  const isOver = state !== "trouble" && lastErrorAt !== null && now.getTime() - lastErrorAt.getTime() < lately;
  const since = { paused: pausedAt, trouble: lastErrorAt, waiting: null, late: lastSeenAt, fine: lastSeenAt }[state];
  const trouble = lastError ? readTrouble(lastError) : null;
  return (
    <>
      <span className={administration.names}>
        <Badge {...looks[state]}>{t(`states.${state}`)}</Badge>
        {since && <Timestamp at={since} show="relative" />}
        {state === "paused" && pauserName && t("pausedBy", { name: pauserName })}
      </span>
      {state === "late" && <span className={administration.second}>{t("lateWords")}</span>}
      {state === "trouble" && trouble && (
        <span className={administration.second}>
          {troubleWords(t, trouble.code, trouble.said)} {t("retries")}
        </span>
      )}
      {isOver && trouble && (
        <span className={administration.second}>
          {t("earlierTrouble")} {troubleWords(t, trouble.code, trouble.said)} <Timestamp at={lastErrorAt} />
        </span>
      )}
    </>
  );
}
