import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { view } from "@/app/_doors/view";
import { Notice } from "@/app/_ui/notice";
import { PageHeader } from "@/app/_ui/page-header";
import type { Permission } from "@/lib/access/permissions";
import { getAdministeredProfile } from "@/lib/workspaces/administration-queries";
import { ProfileForm } from "./_ui/profile-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("workspaces"))("profile") };
}

export default async function ProfilePage({
  params,
}: PageProps<"/administration/workspaces/[workspace]/profiles/[profile]">) {
  const { workspace, profile: id } = await params;
  const { place, profile, mayEdit, own } = await view((tx) => getAdministeredProfile(tx, workspace, id));
  const t = await getTranslations("workspaces");
  return (
    <>
      <PageHeader
        title={profile.name}
        trail={[
          { href: "/administration/workspaces", label: t("title") },
          { href: `/administration/workspaces/${place.key}`, label: place.name },
          { href: `/administration/workspaces/${place.key}/profiles`, label: t("side.profiles") },
        ]}
        intro={t("profileIntro")}
      />
      {own && !mayEdit && <Notice>{t("ownProfileWords")}</Notice>}
      <ProfileForm
        workspace={place.key}
        profile={{ id: profile.id, name: profile.name, permissions: profile.permissions as Permission[] }}
        readOnly={!mayEdit}
      />
    </>
  );
}
