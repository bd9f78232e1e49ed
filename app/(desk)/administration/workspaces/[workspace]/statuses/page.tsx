import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { view } from "@/app/_doors/view";
import { StatusBadge } from "@/app/_ui/badge";
import { Panel } from "@/app/_ui/panel";
import { Table } from "@/app/_ui/table";
import type { Translator } from "@/app/_ui/translator";
import { getAdministeredWorkspace } from "@/lib/workspaces/administration-queries";
import { listStatuses } from "@/lib/workspaces/status-queries";
import styles from "../../../_ui/administration.module.css";
import { FormDialog } from "../../../_ui/form-dialog";
import { WorkspaceHead } from "../_ui/workspace-head";
import { relabelStatus } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("workspaces"))("side.statuses") };
}

const kinds = ["incident", "request", "problem", "change", "release"] as const;

export default async function StatusesPage({ params }: PageProps<"/administration/workspaces/[workspace]/statuses">) {
  const { workspace } = await params;
  const { place, may, statuses } = await view(async (tx) => {
    const found = await getAdministeredWorkspace(tx, workspace, "manageSettings");
    return { ...found, statuses: await listStatuses(tx, found.place.id) };
  });
  const t = await getTranslations("workspaces");
  return (
    <>
      <WorkspaceHead {...{ place, may }} current="statuses" />
      <p className={styles.explained}>{t("statusesExplained")}</p>
      {kinds.map((kind) => (
        <Panel key={kind} title={t(`kinds.${kind}`)} flush>
          <Table caption={t(`kinds.${kind}`)}>
            <thead>
              <tr>
                <th scope="col">{t("labelFr")}</th>
                <th scope="col">{t("labelEn")}</th>
                <th scope="col">{t("phase")}</th>
                <th scope="col">{t("acts")}</th>
              </tr>
            </thead>
            <tbody>
              {statuses
                .filter((row) => row.kind === kind)
                .map((row) => (
                  <StatusRow key={row.id} workspace={place.key} row={row} t={t} />
                ))}
            </tbody>
          </Table>
        </Panel>
      ))}
    </>
  );
}

type Row = Awaited<ReturnType<typeof listStatuses>>[number];

function StatusRow({ workspace, row, t }: { workspace: string; row: Row; t: Translator<"workspaces"> }) {
  return (
    <tr>
      <td data-main>
        <StatusBadge phase={row.phase} label={row.labelFr} />
      </td>
      <td data-quiet>{row.labelEn}</td>
      <td data-quiet data-label={t("phase")}>
        {t(`phases.${row.phase}`)}
      </td>
      <td>
        <div className={styles.acts}>
          <FormDialog
            look="quiet"
            size="small"
            label={t("rename")}
            aria-label={t("renameNamed", { name: row.labelFr })}
            title={t("renameNamed", { name: row.labelFr })}
            intro={t("relabelIntro")}
            questions={[
              { name: "labelFr", label: t("labelFr"), value: row.labelFr, maxLength: 120 },
              { name: "labelEn", label: t("labelEn"), value: row.labelEn, maxLength: 120 },
            ]}
            fields={{ workspace, status: row.id }}
            action={relabelStatus}
            submitLabel={t("save")}
            doneWords={t("saved")}
          />
        </div>
      </td>
    </tr>
  );
}
