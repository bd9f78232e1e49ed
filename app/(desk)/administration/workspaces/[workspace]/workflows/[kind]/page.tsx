import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { view } from "@/app/_doors/view";
import { ClientMessages } from "@/app/_ui/client-messages";
import { Tabs } from "@/app/_ui/tabs";
import { kinds } from "@/lib/workflows/workflow";
import { getWorkflow } from "@/lib/workflows/workflow-queries";
import { getAdministeredWorkspace } from "@/lib/workspaces/administration-queries";
import { listRequirableFields, listWorkflowVersions } from "@/lib/workspaces/workflow-version-queries";
import styles from "../../../../_ui/administration.module.css";
import { WorkspaceHead } from "../../_ui/workspace-head";
import { WorkflowEditor } from "./_ui/workflow-editor";
import { WorkflowHistory } from "./_ui/workflow-history";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("workspaces"))("side.workflows") };
}

type Props = PageProps<"/administration/workspaces/[workspace]/workflows/[kind]">;

export default async function WorkflowPage({ params, searchParams }: Props) {
  const { workspace, kind: asked } = await params;
  const kind = kinds.find((one) => one === asked) ?? notFound();
  const { place, may, inForce, versions, fields } = await view(async (tx) => {
    const found = await getAdministeredWorkspace(tx, workspace, "manageSettings");
    return {
      ...found,
      inForce: await getWorkflow(tx, found.place.id, kind),
      versions: await listWorkflowVersions(tx, found.place.id, kind),
      fields: await listRequirableFields(tx, found.place.id, kind),
    };
  });
  const t = await getTranslations("workspaces");
  const locale = await getLocale();
  const { version: wanted } = await searchParams;
  const older = versions.find(({ version }) => String(version) === wanted && version !== inForce.version);
  const base = `/administration/workspaces/${place.key}/workflows`;
  return (
    <ClientMessages areas={["ui", "shell", "administration", "workspaces", "workflows", "refusals"]}>
      <WorkspaceHead {...{ place, may }} current="workflows" />
      <p className={styles.explained}>{t("workflowsExplained")}</p>
      <div className={styles.tabs}>
        <Tabs
          label={t("side.workflows")}
          tabs={kinds.map((one) => ({ href: `${base}/${one}`, label: t(`kinds.${one}`), current: one === kind }))}
        />
      </div>
      <WorkflowEditor
        key={`${inForce.version} ${older?.version ?? ""}`}
        workspace={place.key}
        kind={kind}
        version={inForce.version}
        locale={locale}
        inForce={inForce.workflow}
        older={older ? { version: older.version, workflow: older.workflow } : null}
        fields={fields}
        fixedPhases={Object.fromEntries(inForce.rows.map(({ code, phase }) => [code, phase]))}
      />
      <WorkflowHistory versions={versions} address={`${base}/${kind}`} locale={locale} />
    </ClientMessages>
  );
}
