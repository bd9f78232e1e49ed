import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { view } from "@/app/_doors/view";
import { Empty } from "@/app/_ui/empty";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { listAdministeredProjects, listAdministeredWorkspaces } from "@/lib/workspaces/administration-queries";
import styles from "../_ui/administration.module.css";
import { ProjectsTable } from "../_ui/projects-table";
import { RowFilter } from "../_ui/row-filter";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("workspaces"))("side.projects") };
}

export default async function ProjectsPage() {
  const { projects, workspaces } = await view(async (tx) => ({
    projects: await listAdministeredProjects(tx),
    workspaces: await listAdministeredWorkspaces(tx),
  }));
  if (workspaces.length === 0) notFound();
  const t = await getTranslations("workspaces");
  return (
    <>
      <PageHeader title={t("side.projects")} intro={t("projectsIntro")} />
      {projects.length > 8 && (
        <div className={styles.bar}>
          <RowFilter table="projects" label={t("findProject")} />
        </div>
      )}
      <Panel flush id="projects">
        {projects.length === 0 ? (
          <Empty icon="folder" title={t("noProject")}>
            {t("noProjectWords")}
          </Empty>
        ) : (
          <ProjectsTable projects={projects} withWorkspace />
        )}
      </Panel>
    </>
  );
}
