import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { view } from "@/app/_doors/view";
import { Notice } from "@/app/_ui/notice";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { findScanner } from "@/lib/files/find-scanner";
import { getSetting } from "@/lib/settings/setting-queries";
import { ensurePlatformAdministrator } from "@/lib/workspaces/administration-queries";
import { RelaysForm } from "./_ui/relays-form";
import { ResultRelaysForm } from "./_ui/result-relays-form";
import { ScanningForm } from "./_ui/scanning-form";
import { SessionsForm } from "./_ui/sessions-form";
import { SizeForm } from "./_ui/size-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("administration"))("settings.title") };
}

export default async function SettingsPage() {
  const { relays, resultRelays, size, unscanned, sessions } = await view(async (tx) => {
    await ensurePlatformAdministrator(tx);
    return {
      relays: await getSetting(tx, "mail.trustedRelays"),
      resultRelays: await getSetting(tx, "mail.resultRelays"),
      unscanned: await getSetting(tx, "files.serveUnscanned"),
      size: await getSetting(tx, "files.maximumSize"),
      sessions: await getSetting(tx, "sessions"),
    };
  });
  const [t, scanner] = await Promise.all([getTranslations("administration"), findScanner()]);
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
      <Panel title={t("settings.scanning")} id="scanning-panel">
        <ScannerWords scanner={scanner} />
        <ScanningForm unscanned={unscanned} />
      </Panel>
      <Panel title={t("settings.sessions")} id="sessions-panel">
        <SessionsForm sessions={sessions} />
      </Panel>
    </>
  );
}

async function ScannerWords({ scanner }: { scanner: Awaited<ReturnType<typeof findScanner>> }) {
  const t = await getTranslations("administration");
  if (scanner === null) return <Notice tone="info">{t("settings.noScanner")}</Notice>;
  if (scanner.engine === null) return <Notice tone="warning">{t("settings.scannerAway")}</Notice>;
  return <Notice tone="success">{t("settings.scannerThere", { engine: scanner.engine })}</Notice>;
}
