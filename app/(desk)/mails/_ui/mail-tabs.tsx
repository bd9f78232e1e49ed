import { useTranslations } from "next-intl";
import { Tabs } from "@/app/_ui/tabs";

/** The three views of mail: what waits, what came, what leaves. */
export function MailTabs({ current }: { current: "quarantine" | "received" | "sent" }) {
  const t = useTranslations("mail");
  return (
    <Tabs
      label={t("views")}
      tabs={[
        { href: "/mails/quarantine", label: t("tabs.quarantine"), current: current === "quarantine" },
        { href: "/mails", label: t("tabs.received"), current: current === "received" },
        { href: "/mails/outbox", label: t("tabs.sent"), current: current === "sent" },
      ]}
    />
  );
}
