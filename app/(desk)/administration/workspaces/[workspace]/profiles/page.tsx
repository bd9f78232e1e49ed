import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { view } from "@/app/_doors/view";
import { Badge } from "@/app/_ui/badge";
import { Panel } from "@/app/_ui/panel";
import { RowLink, Table } from "@/app/_ui/table";
import type { Translator } from "@/app/_ui/translator";
import { getAdministeredWorkspace } from "@/lib/workspaces/administration-queries";
import { findOwnProfileId } from "@/lib/workspaces/membership-queries";
import { listProfiles } from "@/lib/workspaces/profile-queries";
import styles from "../../../_ui/administration.module.css";
import { AskedTwice } from "../../../_ui/asked-twice";
import { FormDialog } from "../../../_ui/form-dialog";
import { WorkspaceHead } from "../_ui/workspace-head";
import { cloneProfile, dropProfile } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("workspaces"))("side.profiles") };
}

export default async function ProfilesPage({ params }: PageProps<"/administration/workspaces/[workspace]/profiles">) {
  const { workspace } = await params;
  const { place, may, profiles, ownProfileId } = await view(async (tx) => {
    const found = await getAdministeredWorkspace(tx, workspace);
    return {
      ...found,
      profiles: await listProfiles(tx, found.place.id),
      ownProfileId: await findOwnProfileId(tx, found.place.id),
    };
  });
  const t = await getTranslations("workspaces");
  return (
    <>
      <WorkspaceHead {...{ place, may }} current="profiles" />
      <p className={styles.explained}>{t("profilesExplained")}</p>
      <Panel flush>
        <Table caption={t("side.profiles")}>
          <thead>
            <tr>
              <th scope="col">{t("profile")}</th>
              <th scope="col" data-numeric>
                {t("permissions")}
              </th>
              {may.members && (
                <th scope="col" data-numeric>
                  {t("members")}
                </th>
              )}
              <th scope="col">{t("acts")}</th>
            </tr>
          </thead>
          <tbody>
            {profiles.map((profile) => (
              <tr key={profile.id}>
                <td data-main>
                  <span className={styles.names}>
                    <RowLink href={`/administration/workspaces/${place.key}/profiles/${profile.id}`}>
                      {profile.name}
                    </RowLink>
                    {profile.id === ownProfileId && <Badge tone="info">{t("yourProfile")}</Badge>}
                  </span>
                </td>
                <td data-numeric data-label={t("permissions")}>
                  {profile.permissions.length}
                </td>
                {may.members && (
                  <td data-numeric data-label={t("members")}>
                    {profile.members}
                  </td>
                )}
                <td>{may.settings && <ProfileActs workspace={place.key} profile={profile} t={t} />}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      </Panel>
    </>
  );
}

type Profile = Awaited<ReturnType<typeof listProfiles>>[number];

function ProfileActs({ workspace, profile, t }: { workspace: string; profile: Profile; t: Translator<"workspaces"> }) {
  return (
    <div className={styles.acts}>
      {!profile.builtIn && (
        <AskedTwice
          label={t("remove")}
          title={t("removeNamed", { name: profile.name })}
          words={t("removeProfileWords")}
          confirmLabel={t("remove")}
          doneWords={t("profileRemoved", { name: profile.name })}
          action={dropProfile}
          fields={{ workspace, profile: profile.id }}
        />
      )}
      <FormDialog
        look="quiet"
        size="small"
        icon="copy"
        label={t("clone")}
        aria-label={t("cloneNamed", { name: profile.name })}
        title={t("cloneNamed", { name: profile.name })}
        intro={t("cloneIntro")}
        questions={[{ name: "name", label: t("name"), value: t("cloneName", { name: profile.name }), maxLength: 120 }]}
        fields={{ workspace, from: profile.id }}
        action={cloneProfile}
        submitLabel={t("clone")}
        doneWords={t("cloned")}
      />
    </div>
  );
}
