import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { view } from "@/app/_doors/view";
import { Empty } from "@/app/_ui/empty";
import { Panel } from "@/app/_ui/panel";
import { getAdministeredWorkspace } from "@/lib/workspaces/administration-queries";
import { listGivableProfiles, listManagedMembers } from "@/lib/workspaces/delegation-queries";
import styles from "../../../_ui/administration.module.css";
import { RowFilter } from "../../../_ui/row-filter";
import { WorkspaceHead } from "../_ui/workspace-head";
import { LetInButton } from "./_ui/let-in-button";
import { MembersTable } from "./_ui/members-table";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("workspaces"))("side.members") };
}

export default async function MembersPage({ params }: PageProps<"/administration/workspaces/[workspace]/members">) {
  const { workspace } = await params;
  const { place, may, members, profiles } = await view(async (tx) => {
    const found = await getAdministeredWorkspace(tx, workspace, "manageMembers");
    return {
      ...found,
      members: await listManagedMembers(tx, found.place.id),
      profiles: await listGivableProfiles(tx, found.place.id),
    };
  });
  const t = await getTranslations("workspaces");
  return (
    <>
      <WorkspaceHead
        {...{ place, may }}
        current="members"
        actions={!place.archivedAt && <LetInButton workspace={place.key} profiles={profiles} />}
      />
      {members.length > 8 && (
        <div className={styles.bar}>
          <RowFilter table="members" label={t("findMember")} />
        </div>
      )}
      <Panel title={t("side.members")} count={members.length} flush id="members">
        {members.length === 0 ? (
          <Empty icon="users" title={t("noMember")}>
            {t("noMemberWords")}
          </Empty>
        ) : (
          <MembersTable workspace={place.key} members={members} profiles={profiles} />
        )}
      </Panel>
    </>
  );
}
