import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { requireAdministrator } from "@/app/_doors/session";
import { Badge } from "@/app/_ui/badge";
import { ClientMessages } from "@/app/_ui/client-messages";
import { PageHeader } from "@/app/_ui/page-header";
import { Facts, Panel } from "@/app/_ui/panel";
import { Timestamp } from "@/app/_ui/timestamp";
import { stateOf } from "@/lib/accounts/account";
import { getAccountDetails } from "@/lib/accounts/account-list-queries";
import { AccountActions } from "../_ui/account-actions";
import { AccountStateBadge } from "../_ui/account-state-badge";
import { AliasesPanel } from "../_ui/aliases-panel";
import { AttemptsPanel } from "../_ui/attempts-panel";
import { MailFlag } from "../_ui/mail-flag";
import { MembershipsPanel } from "../_ui/memberships-panel";
import { RenameForm } from "../_ui/rename-form";
import { rename } from "../actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("accounts"))("title") };
}

export default async function AccountPage({ params }: PageProps<"/administration/accounts/[id]">) {
  const { actor } = await requireAdministrator();
  const { id } = await params;
  const found = z.uuid().safeParse(id).success && (await actor.transaction((tx) => getAccountDetails(tx, id)));
  if (!found) notFound();
  const t = await getTranslations("accounts");
  return (
    <ClientMessages areas={["ui", "shell", "accounts"]}>
      <PageHeader
        title={found.name}
        trail={[{ href: "/administration/accounts", label: t("title") }]}
        meta={
          <>
            <AccountStateBadge state={stateOf(found)} />
            {found.platformAdministrator && <Badge tone="violet">{t("administrator")}</Badge>}
          </>
        }
        actions={<AccountActions account={found} oneself={found.id === actor.accountId} />}
      />
      <MailFlag account={found} />
      <Panel title={t("facts")}>
        <Facts
          facts={[
            [t("mail"), found.mail],
            [t("created"), <Timestamp key="created" at={found.createdAt} />],
            [t("passwordSince"), found.activeSince && <Timestamp key="active" at={found.activeSince} />],
            [t("suspendedSince"), found.suspendedAt && <Timestamp key="suspended" at={found.suspendedAt} />],
            [t("openSessions"), found.sessions.length],
          ]}
        />
      </Panel>
      <Panel title={t("rename")}>
        <RenameForm action={rename} mail={found.mail} name={found.name} />
      </Panel>
      <AliasesPanel mail={found.mail} aliases={found.aliases} />
      <MembershipsPanel memberships={found.memberships} />
      <AttemptsPanel attempts={found.attempts} />
    </ClientMessages>
  );
}
