import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { view } from "@/app/_doors/view";
import { Panel } from "@/app/_ui/panel";
import { getAdministeredWorkspace } from "@/lib/workspaces/administration-queries";
import { getPriorityMatrix } from "@/lib/workspaces/priority-matrix-queries";
import styles from "../../../_ui/administration.module.css";
import { WorkspaceHead } from "../_ui/workspace-head";
import { MatrixForm } from "./_ui/matrix-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("workspaces"))("side.priorities") };
}

export default async function PrioritiesPage({
  params,
}: PageProps<"/administration/workspaces/[workspace]/priorities">) {
  const { workspace } = await params;
  const { place, may, matrix } = await view(async (tx) => {
    const found = await getAdministeredWorkspace(tx, workspace, "manageSettings");
    return { ...found, matrix: await getPriorityMatrix(tx, found.place.id) };
  });
  const t = await getTranslations("workspaces");
  return (
    <>
      <WorkspaceHead {...{ place, may }} current="priorities" />
      <p className={styles.explained}>{t("prioritiesExplained")}</p>
      <Panel>
        <MatrixForm workspace={place.key} matrix={matrix} />
      </Panel>
    </>
  );
}
