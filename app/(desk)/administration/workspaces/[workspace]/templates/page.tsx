import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { view } from "@/app/_doors/view";
import { Empty } from "@/app/_ui/empty";
import { Panel } from "@/app/_ui/panel";
import { Table } from "@/app/_ui/table";
import { Timestamp } from "@/app/_ui/timestamp";
import { mayWorkspace } from "@/lib/access/ability";
import { type ChangeTemplate, listChangeTemplates } from "@/lib/changes/change-template-queries";
import { getAdministeredWorkspace } from "@/lib/workspaces/administration-queries";
import { listProjects } from "@/lib/workspaces/project-queries";
import styles from "../../../_ui/administration.module.css";
import { AskedTwice } from "../../../_ui/asked-twice";
import { FormDialog } from "../../../_ui/form-dialog";
import { WorkspaceHead } from "../_ui/workspace-head";
import { approveTemplate, archiveTemplate } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("approvals"))("templates.title") };
}

/** The changes of a workspace that were approved once and for all. */
export default async function TemplatesPage({ params }: PageProps<"/administration/workspaces/[workspace]/templates">) {
  const { workspace } = await params;
  const { place, may, templates, projects, viewer } = await view(async (tx) => {
    const found = await getAdministeredWorkspace(tx, workspace);
    const { id } = found.place;
    return { ...found, templates: await listChangeTemplates(tx, id), projects: await listProjects(tx, id) };
  });
  const t = await getTranslations("approvals");
  const decides = mayWorkspace(viewer.rights, "decideApprovals", place.id);
  const open = projects.filter(({ archivedAt }) => !archivedAt);
  return (
    <>
      <WorkspaceHead
        {...{ place, may }}
        current="templates"
        actions={decides && <ApproveTemplate workspace={place.key} projects={open} />}
      />
      <p className={styles.explained}>{t("templates.explained")}</p>
      <Panel flush title={t("templates.title")} count={templates.length}>
        {templates.length === 0 ? (
          <Empty icon="change" title={t("templates.none")}>
            {t("templates.noneWords")}
          </Empty>
        ) : (
          <Templates templates={templates} mayArchive={decides || may.settings} />
        )}
      </Panel>
    </>
  );
}

type Project = { key: string; name: string };

async function ApproveTemplate({ workspace, projects }: { workspace: string; projects: Project[] }) {
  const t = await getTranslations("approvals");
  return (
    <FormDialog
      look="primary"
      icon="check"
      label={t("templates.add")}
      title={t("templates.add")}
      intro={t("templates.explained")}
      questions={[
        { name: "title", label: t("templates.name"), maxLength: 150 },
        { name: "message", label: t("templates.message"), rows: 4 },
        { name: "implementation", label: t("templates.implementation"), rows: 4, optional: true },
        { name: "rollback", label: t("templates.rollback"), rows: 3, optional: true },
        {
          name: "project",
          label: t("templates.project"),
          optional: true,
          options: [
            { value: "", label: t("templates.anyProject") },
            ...projects.map(({ key, name }) => ({ value: key, label: name })),
          ],
        },
        {
          name: "risk",
          label: t("templates.risk"),
          value: "1",
          options: (["1", "2"] as const).map((value) => ({ value, label: t(`change.risks.${value}`) })),
        },
      ]}
      fields={{ workspace }}
      action={approveTemplate}
      submitLabel={t("templates.approve")}
      doneWords={t("templates.approved")}
    />
  );
}

async function Templates({ templates, mayArchive }: { templates: ChangeTemplate[]; mayArchive: boolean }) {
  const t = await getTranslations("approvals");
  return (
    <Table caption={t("templates.title")}>
      <thead>
        <tr>
          <th scope="col">{t("templates.name")}</th>
          <th scope="col">{t("templates.project")}</th>
          <th scope="col">{t("templates.steps")}</th>
          <th scope="col">{t("templates.by")}</th>
          <th scope="col">{t("templates.archive")}</th>
        </tr>
      </thead>
      <tbody>
        {templates.map((template) => (
          <tr key={template.id}>
            <td data-main>{template.title}</td>
            <td data-quiet>{template.projectKey ?? t("templates.anyProject")}</td>
            <td data-quiet>{template.steps.length}</td>
            <td data-quiet>
              {template.approvedByName ?? t("team")}, <Timestamp at={template.approvedAt} show="relative" />
            </td>
            <td>
              {mayArchive && (
                <AskedTwice
                  label={t("templates.archive")}
                  title={t("templates.archiveNamed", { name: template.title })}
                  words={t("templates.archiveWords")}
                  confirmLabel={t("templates.archive")}
                  doneWords={t("templates.archived")}
                  action={archiveTemplate}
                  fields={{ template: template.id }}
                />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
