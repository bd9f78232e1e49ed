import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { view } from "@/app/_doors/view";
import { Empty } from "@/app/_ui/empty";
import { Panel } from "@/app/_ui/panel";
import { getAdministeredProject } from "@/lib/workspaces/administration-queries";
import { listManagedGrants } from "@/lib/workspaces/delegation-queries";
import styles from "../../_ui/administration.module.css";
import { RowFilter } from "../../_ui/row-filter";
import { GrantTable } from "./_ui/grant-table";
import { ProjectHead } from "./_ui/project-head";

export async function generateMetadata({ params }: PageProps<"/administration/projects/[project]">): Promise<Metadata> {
  const { project } = await params;
  return { title: (await getTranslations("workspaces"))("rightsOn", { project: project.toUpperCase().slice(0, 20) }) };
}

export default async function ProjectRightsPage({ params }: PageProps<"/administration/projects/[project]">) {
  const { project } = await params;
  const { place, may, members } = await view(async (tx) => {
    const found = await getAdministeredProject(tx, project);
    return { ...found, members: found.may.members ? await listManagedGrants(tx, found.place) : [] };
  });
  if (!may.members) redirect(`/administration/projects/${place.key}/details`);
  const t = await getTranslations("workspaces");
  return (
    <>
      <ProjectHead {...{ place, may }} current="rights" />
      <p className={styles.explained}>
        {t("rightsExplained")} <span className={styles.keys}>{t("rightsKeys")}</span>
      </p>
      <div className={styles.bar}>
        <RowFilter table="rights" label={t("findMember")} />
      </div>
      <Panel flush id="rights">
        {members.length === 0 ? (
          <Empty icon="users" title={t("noMember")}>
            {t("noMemberWords")}
          </Empty>
        ) : (
          <GrantTable project={place.key} members={members} />
        )}
      </Panel>
    </>
  );
}
