import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireViewer } from "@/app/_doors/session";
import { ClientMessages } from "@/app/_ui/client-messages";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { timeZones } from "@/lib/accounts/account";
import { shortestAdministratorPassword, shortestPassword } from "@/lib/accounts/password";
import { getOwnNotices } from "@/lib/accounts/preference-queries";
import { listOwnSessions } from "@/lib/accounts/session-queries";
import { listOwnTokens } from "@/lib/accounts/token-queries";
import { findOwnFeed } from "@/lib/planning/feed-queries";
import { FeedPanel } from "./_ui/feed-panel";
import { NameForm } from "./_ui/name-form";
import { NoticesForm } from "./_ui/notices-form";
import { PasswordForm } from "./_ui/password-form";
import { PreferencesForm } from "./_ui/preferences-form";
import { SessionsPanel } from "./_ui/sessions-panel";
import { TokensPanel } from "./_ui/tokens-panel";
import { changeMyName, changeMyNotices, changeMyPassword, changeMyPreferences } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("account"))("title") };
}

export default async function AccountPage() {
  const { actor, account, rights, sessionId } = await requireViewer();
  const [sessions, tokens, { notices, digestHour }, feed] = await actor.transaction((tx) =>
    Promise.all([listOwnSessions(tx), listOwnTokens(tx), getOwnNotices(tx), findOwnFeed(tx)]),
  );
  const t = await getTranslations("account");
  const least = rights.platformAdministrator ? shortestAdministratorPassword : shortestPassword;
  return (
    <ClientMessages areas={["ui", "shell", "account"]}>
      <PageHeader title={t("title")} intro={account.mail} />
      <Panel title={t("identity")}>
        <NameForm action={changeMyName} name={account.name} mail={account.mail} />
      </Panel>
      <Panel title={t("preferences")}>
        <PreferencesForm
          action={changeMyPreferences}
          locale={account.locale}
          timeZone={account.timeZone}
          timeZones={timeZones}
        />
      </Panel>
      <Panel title={t("notices")} id="notices">
        <NoticesForm action={changeMyNotices} notices={notices} digestHour={digestHour} />
      </Panel>
      <Panel title={t("password")} id="password">
        <PasswordForm action={changeMyPassword} mail={account.mail} least={least} />
      </Panel>
      <FeedPanel feed={feed} />
      <SessionsPanel sessions={sessions} currentId={sessionId} />
      <TokensPanel tokens={tokens} mail={account.mail} />
    </ClientMessages>
  );
}
