import { useTranslations } from "next-intl";
import { Badge } from "@/app/_ui/badge";
import { RowLink, Table } from "@/app/_ui/table";
import type { listAdministeredProjects } from "@/lib/workspaces/administration-queries";
import styles from "./administration.module.css";

type Project = Awaited<ReturnType<typeof listAdministeredProjects>>[number];

/** Projects, each leading to its rights. */
export function ProjectsTable({ projects, withWorkspace }: { projects: Project[]; withWorkspace?: boolean }) {
  const t = useTranslations("workspaces");
  return (
    <Table caption={t("side.projects")}>
      <thead>
        <tr>
          <th scope="col">{t("project")}</th>
          {withWorkspace && <th scope="col">{t("workspace")}</th>}
          <th scope="col">{t("inboundAddress")}</th>
        </tr>
      </thead>
      <tbody>
        {projects.map((project) => (
          <tr key={project.id} className={project.archivedAt ? styles.archived : undefined}>
            <td data-main>
              <span className={styles.names}>
                <span className={styles.key}>{project.key}</span>
                <RowLink href={`/administration/projects/${project.key}`}>{project.name}</RowLink>
                {project.archivedAt && <Badge icon="archive">{t("archived")}</Badge>}
              </span>
            </td>
            {withWorkspace && (
              <td data-quiet data-label={t("workspace")}>
                {project.workspaceName}
              </td>
            )}
            <td data-quiet data-label={t("inboundAddress")}>
              {project.inboundAddress}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
