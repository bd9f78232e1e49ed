import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { view } from "@/app/_doors/view";
import { Empty } from "@/app/_ui/empty";
import { Panel } from "@/app/_ui/panel";
import { Table } from "@/app/_ui/table";
import { getAdministeredWorkspace } from "@/lib/workspaces/administration-queries";
import { type Field, listFields } from "@/lib/workspaces/field-queries";
import styles from "../../../_ui/administration.module.css";
import { OrderedTable } from "../_ui/ordered-table";
import { WorkspaceHead } from "../_ui/workspace-head";
import { AddField, FieldActs } from "./_ui/field-acts";
import { moveFields } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("workspaces"))("side.fields") };
}

/** What a workspace's tickets can say beside what all tickets say. */
export default async function FieldsPage({ params }: PageProps<"/administration/workspaces/[workspace]/fields">) {
  const { workspace } = await params;
  const { place, may, fields } = await view(async (tx) => {
    const found = await getAdministeredWorkspace(tx, workspace, "manageSettings");
    return { ...found, fields: await listFields(tx, found.place.id) };
  });
  const [t, tickets] = await Promise.all([getTranslations("forms.administration"), getTranslations("tickets")]);
  const kindsOf = (field: Field) => field.kinds.map((kind) => tickets(`kinds.${kind as "incident"}`)).join(", ");
  const used = fields.filter(({ archivedAt }) => archivedAt === null);
  const archived = fields.filter(({ archivedAt }) => archivedAt !== null);
  return (
    <>
      <WorkspaceHead {...{ place, may }} current="fields" actions={<AddField workspace={place.key} />} />
      <p className={styles.explained}>{t("fieldsExplained")}</p>
      <Panel flush title={t("fields")} count={used.length}>
        {used.length === 0 ? (
          <Empty icon="filter" title={t("noField")} />
        ) : (
          <OrderedTable
            caption={t("fields")}
            columns={[t("field"), t("type"), t("kinds")]}
            workspace={place.key}
            order={moveFields}
            rows={used.map((field) => ({
              code: field.code,
              name: field.labelFr,
              cells: [t(`types.${field.type}`), kindsOf(field)],
              acts: <FieldActs workspace={place.key} field={field} />,
            }))}
          />
        )}
      </Panel>
      {archived.length > 0 && (
        <Panel flush title={t("archivedFields")} count={archived.length}>
          <Table caption={t("archivedFields")}>
            <thead>
              <tr>
                <th scope="col">{t("field")}</th>
                <th scope="col">{t("type")}</th>
                <th scope="col">{t("acts")}</th>
              </tr>
            </thead>
            <tbody>
              {archived.map((field) => (
                <tr key={field.code} className={styles.archived}>
                  <td data-main>{field.labelFr}</td>
                  <td data-quiet>{t(`types.${field.type}`)}</td>
                  <td>
                    <FieldActs workspace={place.key} field={field} />
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
