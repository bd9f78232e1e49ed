import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { view } from "@/app/_doors/view";
import { Empty } from "@/app/_ui/empty";
import { Panel } from "@/app/_ui/panel";
import type { Translator } from "@/app/_ui/translator";
import { getAdministeredWorkspace, listAdministeredProjects } from "@/lib/workspaces/administration-queries";
import { AskedTwice } from "../../_ui/asked-twice";
import { FormDialog } from "../../_ui/form-dialog";
import { ProjectsTable } from "../../_ui/projects-table";
import { addProject, archiveWorkspace, renameWorkspace } from "../actions";
import { WorkspaceHead } from "./_ui/workspace-head";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("workspaces"))("title") };
}

export default async function WorkspacePage({ params }: PageProps<"/administration/workspaces/[workspace]">) {
  const { workspace } = await params;
  const { place, may, projects, viewer } = await view(async (tx) => {
    const found = await getAdministeredWorkspace(tx, workspace);
    return { ...found, projects: await listAdministeredProjects(tx, found.place.id) };
  });
  const t = await getTranslations("workspaces");
  return (
    <>
      <WorkspaceHead
        {...{ place, may }}
        current="projects"
        actions={viewer.rights.platformAdministrator && <WorkspaceActs place={place} t={t} />}
      />
      <Panel
        title={t("side.projects")}
        count={projects.length}
        flush
        actions={may.settings && !place.archivedAt && <AddProject workspace={place.key} t={t} />}
      >
        {projects.length === 0 ? (
          <Empty icon="folder" title={t("noProject")}>
            {t("noProjectWords")}
          </Empty>
        ) : (
          <ProjectsTable projects={projects} />
        )}
      </Panel>
    </>
  );
}

function AddProject({ workspace, t }: { workspace: string; t: Translator<"workspaces"> }) {
  return (
    <FormDialog
      size="small"
      icon="plus"
      label={t("addProject")}
      title={t("addProject")}
      intro={t("addProjectIntro")}
      questions={[
        { name: "name", label: t("name"), maxLength: 120 },
        { name: "key", label: t("projectKey"), hint: t("projectKeyHint"), maxLength: 20 },
        {
          name: "inboundAddress",
          label: t("inboundAddress"),
          hint: t("inboundAddressHint"),
          type: "email",
          optional: true,
          maxLength: 254,
        },
      ]}
      fields={{ workspace }}
      action={addProject}
      submitLabel={t("addShort")}
      doneWords={t("projectAdded")}
    />
  );
}

function WorkspaceActs({
  place,
  t,
}: {
  place: { key: string; name: string; archivedAt: Date | null };
  t: Translator<"workspaces">;
}) {
  const archived = place.archivedAt !== null;
  return (
    <>
      <FormDialog
        icon="edit"
        label={t("rename")}
        title={t("renameNamed", { name: place.name })}
        questions={[{ name: "name", label: t("name"), value: place.name, maxLength: 120 }]}
        fields={{ workspace: place.key }}
        action={renameWorkspace}
        submitLabel={t("save")}
        doneWords={t("saved")}
      />
      <AskedTwice
        size="normal"
        label={archived ? t("restore") : t("archive")}
        title={t(archived ? "restoreNamed" : "archiveNamed", { name: place.name })}
        words={t(archived ? "restoreWorkspaceWords" : "archiveWorkspaceWords")}
        confirmLabel={archived ? t("restore") : t("archive")}
        doneWords={t("saved")}
        action={archiveWorkspace}
        fields={{ workspace: place.key, archived: archived ? "no" : "yes" }}
      />
    </>
  );
}
