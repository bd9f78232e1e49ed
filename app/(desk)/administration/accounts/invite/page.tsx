import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireAdministrator } from "@/app/_doors/session";
import { ClientMessages } from "@/app/_ui/client-messages";
import { PageHeader } from "@/app/_ui/page-header";
import { InviteForm } from "../_ui/invite-form";
import { invite } from "../actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("accounts"))("inviteTitle") };
}

export default async function InvitePage() {
  await requireAdministrator();
  const t = await getTranslations("accounts");
  return (
    <ClientMessages areas={["ui", "shell", "accounts"]}>
      <PageHeader
        title={t("inviteTitle")}
        intro={t("inviteIntro")}
        trail={[{ href: "/administration/accounts", label: t("title") }]}
      />
      <InviteForm action={invite} />
    </ClientMessages>
  );
}
