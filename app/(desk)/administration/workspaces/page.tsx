import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { view } from "@/app/_doors/view";
import { Badge } from "@/app/_ui/badge";
import { Empty } from "@/app/_ui/empty";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { RowLink, Table } from "@/app/_ui/table";
import type { Translator } from "@/app/_ui/translator";
import { listAdministeredWorkspaces } from "@/lib/workspaces/administration-queries";
import { listBeneficiaries } from "@/lib/workspaces/beneficiary-queries";
import styles from "../_ui/administration.module.css";
import { FormDialog } from "../_ui/form-dialog";
import { addWorkspace } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("workspaces"))("title") };
}

export default async function WorkspacesPage() {
  const { workspaces, beneficiaries, viewer } = await view(async (tx) => ({
    workspaces: await listAdministeredWorkspaces(tx),
    beneficiaries: await listBeneficiaries(tx),
  }));
  const { platformAdministrator } = viewer.rights;
  if (workspaces.length === 0 && !platformAdministrator) notFound();
  const t = await getTranslations("workspaces");
  const choices = beneficiaries.filter((row) => row.archivedAt === null);
  return (
    <>
      <PageHeader
        title={t("title")}
        intro={t("intro")}
        actions={platformAdministrator && choices.length > 0 && <AddWorkspace beneficiaries={choices} t={t} />}
      />
      <Panel flush>
        {workspaces.length === 0 ? (
          <Empty icon="inbox" title={t("none")}>
            {t("noneWords")}
          </Empty>
        ) : (
          <Table caption={t("title")}>
            <thead>
              <tr>
                <th scope="col">{t("workspace")}</th>
                <th scope="col">{t("beneficiary")}</th>
                <th scope="col" data-numeric>
                  {t("projects")}
                </th>
                <th scope="col" data-numeric>
                  {t("members")}
                </th>
              </tr>
            </thead>
            <tbody>
              {workspaces.map((row) => (
                <WorkspaceRow key={row.id} row={row} t={t} />
              ))}
            </tbody>
          </Table>
        )}
      </Panel>
    </>
  );
}

type Row = Awaited<ReturnType<typeof listAdministeredWorkspaces>>[number];

function WorkspaceRow({ row, t }: { row: Row; t: Translator<"workspaces"> }) {
  return (
    <tr className={row.archivedAt ? styles.archived : undefined}>
      <td data-main>
        <span className={styles.names}>
          <RowLink href={`/administration/workspaces/${row.key}`}>{row.name}</RowLink>
          {row.archivedAt && <Badge icon="archive">{t("archived")}</Badge>}
        </span>
        <span className={styles.second}>{row.key}</span>
      </td>
      <td data-quiet data-label={t("beneficiary")}>
        {row.beneficiaryName}
      </td>
      <td data-numeric data-label={t("projects")}>
        {row.projects}
      </td>
      <td data-numeric data-label={t("members")}>
        {row.members}
      </td>
    </tr>
  );
}

function AddWorkspace({
  beneficiaries,
  t,
}: {
  beneficiaries: { id: string; name: string }[];
  t: Translator<"workspaces">;
}) {
  return (
    <FormDialog
      look="primary"
      icon="plus"
      label={t("add")}
      title={t("add")}
      intro={t("addIntro")}
      questions={[
        {
          name: "beneficiary",
          label: t("beneficiary"),
          options: beneficiaries.map(({ id, name }) => ({ value: id, label: name })),
        },
        { name: "name", label: t("name"), maxLength: 120 },
        { name: "key", label: t("key"), hint: t("keyHint"), maxLength: 30 },
      ]}
      action={addWorkspace}
      submitLabel={t("addShort")}
      doneWords={t("added")}
    />
  );
}
