import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { view } from "@/app/_doors/view";
import { LinkButton } from "@/app/_ui/button";
import { Empty } from "@/app/_ui/empty";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { listCatalogue } from "@/lib/workspaces/request-form-queries";
import { CatalogueList } from "./_ui/catalogue-list";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("forms.catalogue"))("title") };
}

/** What can be asked by a form, in all of one's workspaces; what has none is asked in two fields. */
export default async function CataloguePage() {
  const { forms } = await view(async (tx) => ({ forms: await listCatalogue(tx) }));
  const t = await getTranslations("forms.catalogue");
  const workspaces = [...new Set(forms.map((form) => form.workspaceName))];
  return (
    <>
      <PageHeader
        title={t("title")}
        intro={t("intro")}
        actions={
          <LinkButton href="/tickets/new" icon="plus">
            {t("somethingElse")}
          </LinkButton>
        }
      />
      {forms.length === 0 && <Empty title={t("none")}>{t("noneWords")}</Empty>}
      {workspaces.map((name) => (
        <Panel key={name} title={workspaces.length > 1 ? name : undefined} flush>
          <CatalogueList label={name} forms={forms.filter((form) => form.workspaceName === name)} />
        </Panel>
      ))}
    </>
  );
}
