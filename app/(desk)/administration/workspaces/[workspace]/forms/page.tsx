import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { view } from "@/app/_doors/view";
import { LinkButton } from "@/app/_ui/button";
import { Empty } from "@/app/_ui/empty";
import { Panel } from "@/app/_ui/panel";
import { Table } from "@/app/_ui/table";
import { getAdministeredWorkspace } from "@/lib/workspaces/administration-queries";
import { listRequestForms, type RequestForm } from "@/lib/workspaces/request-form-queries";
import styles from "../../../_ui/administration.module.css";
import { AskedTwice } from "../../../_ui/asked-twice";
import { OrderedTable } from "../_ui/ordered-table";
import { WorkspaceHead } from "../_ui/workspace-head";
import { archiveForm, moveForms } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("workspaces"))("side.forms") };
}

/** The service catalogue of a workspace, as its administrator keeps it. */
export default async function FormsPage({ params }: PageProps<"/administration/workspaces/[workspace]/forms">) {
  const { workspace } = await params;
  const { place, may, forms } = await view(async (tx) => {
    const found = await getAdministeredWorkspace(tx, workspace, "manageSettings");
    return { ...found, forms: await listRequestForms(tx, found.place.id) };
  });
  const t = await getTranslations("forms.administration");
  const base = `/administration/workspaces/${place.key}/forms`;
  const used = forms.filter(({ archivedAt }) => archivedAt === null);
  const archived = forms.filter(({ archivedAt }) => archivedAt !== null);
  const nameOf = (form: RequestForm) => <a href={`${base}/${form.code}`}>{form.labelFr}</a>;
  return (
    <>
      <WorkspaceHead
        {...{ place, may }}
        current="forms"
        actions={
          <LinkButton href={`${base}/new`} look="primary" icon="plus">
            {t("addForm")}
          </LinkButton>
        }
      />
      <p className={styles.explained}>{t("formsExplained")}</p>
      <Panel flush title={t("forms")} count={used.length}>
        {used.length === 0 ? (
          <Empty icon="inbox" title={t("noForm")} />
        ) : (
          <OrderedTable
            caption={t("forms")}
            columns={[t("form"), t("whatItAsks"), t("project")]}
            workspace={place.key}
            order={moveForms}
            rows={used.map((form) => ({
              code: form.code,
              name: form.labelFr,
              lead: nameOf(form),
              cells: [t("questionCount", { count: form.questions.length }), form.projectName ?? t("anyProject")],
              acts: <Archival workspace={place.key} form={form} />,
            }))}
          />
        )}
      </Panel>
      {archived.length > 0 && (
        <Panel flush title={t("archivedForms")} count={archived.length}>
          <Table caption={t("archivedForms")}>
            <thead>
              <tr>
                <th scope="col">{t("form")}</th>
                <th scope="col">{t("acts")}</th>
              </tr>
            </thead>
            <tbody>
              {archived.map((form) => (
                <tr key={form.code} className={styles.archived}>
                  <td data-main>{nameOf(form)}</td>
                  <td>
                    <Archival workspace={place.key} form={form} />
                  </td>
                </tr>
              ))}
            </tbody>
          </Table>
        </Panel>
      )}
    </>
  );
}

async function Archival({ workspace, form: { code, labelFr, archivedAt } }: { workspace: string; form: RequestForm }) {
  const t = await getTranslations("forms.administration");
  const archived = archivedAt !== null;
  return (
    <div className={styles.acts}>
      <AskedTwice
        label={t(archived ? "restore" : "archive")}
        title={t(archived ? "restoreNamed" : "archiveNamed", { name: labelFr })}
        words={t(archived ? "restoreFormWords" : "archiveFormWords")}
        confirmLabel={t(archived ? "restore" : "archive")}
        doneWords={t("saved")}
        action={archiveForm}
        fields={{ workspace, code, archived: archived ? "no" : "yes" }}
      />
    </div>
  );
}
