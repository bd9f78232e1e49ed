import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { view } from "@/app/_doors/view";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { getSetting } from "@/lib/settings/setting-queries";
import { ensurePlatformAdministrator } from "@/lib/workspaces/administration-queries";
import { RelaysForm } from "./_ui/relays-form";
import { ResultRelaysForm } from "./_ui/result-relays-form";
import { SessionsForm } from "./_ui/sessions-form";
import { SizeForm } from "./_ui/size-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("administration"))("settings.title") };
}

export default async function SettingsPage() {
  const { relays, resultRelays, size, sessions } = await view(async (tx) => {
    await ensurePlatformAdministrator(tx);
    return {
      relays: await getSetting(tx, "mail.trustedRelays"),
      resultRelays: await getSetting(tx, "mail.resultRelays"),
      size: await getSetting(tx, "files.maximumSize"),
      sessions: await getSetting(tx, "sessions"),
    };
  });
  const t = await getTranslations("administration");
  return (
    <>
      <PageHeader title={t("settings.title")} intro={t("settings.intro")} />
      <Panel title={t("settings.relays")} id="relays-panel">
        <RelaysForm relays={relays} />
      </Panel>
      <Panel title={t("settings.resultRelays")} id="result-relays-panel">
        <ResultRelaysForm relays={resultRelays} />
      </Panel>
      <Panel title={t("settings.size")} id="size-panel">
        <SizeForm size={size} />
      </Panel>
      <Panel title={t("settings.sessions")} id="sessions-panel">
        <SessionsForm sessions={sessions} />
      </Panel>
    </>
  );
}
