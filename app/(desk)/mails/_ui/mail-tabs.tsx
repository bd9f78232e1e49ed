import { useTranslations } from "next-intl";
import { Tabs } from "@/app/_ui/tabs";

type Props = {
  current: "quarantine" | "received" | "sent";
  /** What waits for a decision, for the views that know it. */
  waiting?: number;
};

/** The three views of mail: what waits, what came, what leaves. */
export function MailTabs({ current, waiting }: Props) {
  const t = useTranslations("mail");
  return (
    <Tabs
      label={t("views")}
      tabs={[
        {
          href: "/mails/quarantine",
          label: t("tabs.quarantine"),
          count: waiting || undefined,
          current: current === "quarantine",
        },
        { href: "/mails", label: t("tabs.received"), current: current === "received" },
        { href: "/mails/outbox", label: t("tabs.sent"), current: current === "sent" },
      ]}
    />
  );
}
