import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { view } from "@/app/_doors/view";
import { AskAgain } from "@/app/_ui/ask-again";
import { LinkButton } from "@/app/_ui/button";
import { ClientMessages } from "@/app/_ui/client-messages";
import { Columns } from "@/app/_ui/columns";
import { Notice } from "@/app/_ui/notice";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { PackageBadges } from "../../_ui/package-badges";
import { PackageTable } from "../../_ui/package-table";
import { ContentPanel } from "./_ui/content-panel";
import { FactsPanel } from "./_ui/facts-panel";
import { LinksPanel } from "./_ui/links-panel";
import { PackageActs } from "./_ui/package-acts";
import { readPackagePage } from "./_ui/read-package";
import { StepsPanel } from "./_ui/steps-panel";

type Props = PageProps<"/deposits/packages/[package]">;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("deposits"))("title") };
}

/** One package: its hash and verdict, what it holds, where it stands, and what can be done with it. */
export default async function PackagePage({ params, searchParams }: Props) {
  const [{ package: id }, asked] = await Promise.all([params, searchParams]);
  const page = await view((tx, { rights }) => readPackagePage(tx, { id, asked, rights }));
  const { found, refused } = page;
  const t = await getTranslations("deposits");
  const reasons = await getTranslations("refusals");
  return (
    <>
      {found.arrival === "preparing" && <AskAgain />}
      <PageHeader
        title={found.name}
        trail={[
          { href: "/deposits", label: t("title") },
          { href: `/deposits/${found.projectKey}`, label: found.projectName },
        ]}
        meta={<PackageBadges of={found} />}
        actions={
          !refused && (
            <LinkButton href={`/api/v1/deposits/${found.id}/content`} look="primary" icon="download">
              {t("download")}
            </LinkButton>
          )
        }
      />
      {found.arrival === "failed" && <Notice tone="danger">{t("failedWords")}</Notice>}
      {found.arrival === "ready" && refused && <Notice tone="warning">{reasons(refused)}</Notice>}
      {!refused && !found.scannedAt && <Notice tone="warning">{t("scan.unscannedWords")}</Notice>}
      <ClientMessages areas={["ui", "files", "deposits"]}>
        <Columns
          asideLabel={t("about")}
          aside={
            <>
              <StepsPanel steps={page.steps} />
              <LinksPanel packageId={found.id} links={page.links} usable={!found.erasedAt} />
            </>
          }
        >
          <FactsPanel page={page} />
          <PackageActs page={page} />
          <ContentPanel page={page} />
          {page.versions.length > 1 && (
            <Panel title={t("versions")} flush>
              <PackageTable packages={page.versions.filter((one) => one.id !== found.id)} />
            </Panel>
          )}
        </Columns>
      </ClientMessages>
    </>
  );
}
