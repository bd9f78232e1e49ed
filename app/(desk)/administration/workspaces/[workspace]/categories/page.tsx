import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { view } from "@/app/_doors/view";
import { Empty } from "@/app/_ui/empty";
import { Panel } from "@/app/_ui/panel";
import { Table } from "@/app/_ui/table";
import { getAdministeredWorkspace } from "@/lib/workspaces/administration-queries";
import { listCategories } from "@/lib/workspaces/category-queries";
import styles from "../../../_ui/administration.module.css";
import { FormDialog } from "../../../_ui/form-dialog";
import { WorkspaceHead } from "../_ui/workspace-head";
import { CategoryActs } from "./_ui/category-acts";
import { OrderedCategories } from "./_ui/ordered-categories";
import { addCategory } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("workspaces"))("side.categories") };
}

export default async function CategoriesPage({
  params,
}: PageProps<"/administration/workspaces/[workspace]/categories">) {
  const { workspace } = await params;
  const { place, may, categories } = await view(async (tx) => {
    const found = await getAdministeredWorkspace(tx, workspace, "manageSettings");
    return { ...found, categories: await listCategories(tx, found.place.id) };
  });
  const t = await getTranslations("workspaces");
  const rows = categories.map(({ code, labelFr, labelEn, archivedAt }) => ({
    code,
    labelFr,
    labelEn,
    archived: archivedAt !== null,
  }));
  const used = rows.filter((row) => !row.archived);
  const archived = rows.filter((row) => row.archived);
  return (
    <>
      <WorkspaceHead
        {...{ place, may }}
        current="categories"
        actions={
          <FormDialog
            look="primary"
            icon="plus"
            label={t("addCategory")}
            title={t("addCategory")}
            questions={[
              { name: "labelFr", label: t("labelFr"), maxLength: 120 },
              { name: "labelEn", label: t("labelEn"), maxLength: 120 },
            ]}
            fields={{ workspace: place.key }}
            action={addCategory}
            submitLabel={t("addShort")}
            doneWords={t("categoryAdded")}
          />
        }
      />
      <p className={styles.explained}>{t("categoriesExplained")}</p>
      <Panel flush title={t("side.categories")} count={used.length}>
        {used.length === 0 ? (
          <Empty icon="filter" title={t("noCategory")} />
        ) : (
          <OrderedCategories workspace={place.key} categories={used} />
        )}
      </Panel>
      {archived.length > 0 && (
        <Panel flush title={t("archivedCategories")} count={archived.length}>
          <Table caption={t("archivedCategories")}>
            <thead>
              <tr>
                <th scope="col">{t("labelFr")}</th>
                <th scope="col">{t("labelEn")}</th>
                <th scope="col">{t("acts")}</th>
              </tr>
            </thead>
            <tbody>
              {archived.map((row) => (
                <tr key={row.code} className={styles.archived}>
                  <td data-main>{row.labelFr}</td>
                  <td data-quiet>{row.labelEn}</td>
                  <td>
                    <CategoryActs workspace={place.key} category={row} />
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
