import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { view } from "@/app/_doors/view";
import { Empty } from "@/app/_ui/empty";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { RowLink, Table } from "@/app/_ui/table";
import { Timestamp } from "@/app/_ui/timestamp";
import { workspacesWhere } from "@/lib/access/ability";
import { listFolders } from "@/lib/deposits/folder-queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("deposits"))("title") };
}

/** The projects whose deposits one may read, each with what was deposited there. */
export default async function DepositsPage() {
  const { projects } = await view(async (tx, { rights }) => {
    const places = workspacesWhere(rights, "readDeposits");
    if (places.length === 0) notFound();
    return { projects: await listFolders(tx, places) };
  });
  const t = await getTranslations("deposits");
  return (
    <>
      <PageHeader title={t("title")} intro={t("intro")} />
      <Panel flush>
        {projects.length === 0 ? (
          <Empty icon="package" title={t("noProject")}>
            {t("noProjectWords")}
          </Empty>
        ) : (
          <Table caption={t("projects")}>
            <thead>
              <tr>
                <th scope="col">{t("columns.project")}</th>
                <th scope="col">{t("columns.workspace")}</th>
                <th scope="col" data-numeric>
                  {t("environments.preproduction")}
                </th>
                <th scope="col" data-numeric>
                  {t("environments.production")}
                </th>
                <th scope="col">{t("columns.last")}</th>
              </tr>
            </thead>
            <tbody>
              {projects.map(({ key, name, workspaceName, preproduction, production, lastAt }) => (
                <tr key={key}>
                  <td data-main>
                    <RowLink href={`/deposits/${key}`}>{name}</RowLink>
                  </td>
                  <td data-quiet>{workspaceName}</td>
                  <td data-numeric data-label={t("environments.preproduction")}>
                    {preproduction}
                  </td>
                  <td data-numeric data-label={t("environments.production")}>
                    {production}
                  </td>
                  <td data-label={lastAt ? t("columns.last") : undefined}>{lastAt && <Timestamp at={lastAt} />}</td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </Panel>
    </>
  );
}
