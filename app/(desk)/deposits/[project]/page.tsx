import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { view } from "@/app/_doors/view";
import { ActForm } from "@/app/_ui/act-form";
import { Button, LinkButton } from "@/app/_ui/button";
import { ClientMessages } from "@/app/_ui/client-messages";
import { Columns } from "@/app/_ui/columns";
import { Empty } from "@/app/_ui/empty";
import { PageHeader } from "@/app/_ui/page-header";
import { Pagination } from "@/app/_ui/pagination";
import { Panel } from "@/app/_ui/panel";
import { authorizePackage, mayPackage, mayWorkspace } from "@/lib/access/ability";
import { watchesDeposits } from "@/lib/deposits/folder-queries";
import { listPackages } from "@/lib/deposits/package-queries";
import { listRetention } from "@/lib/deposits/retention-queries";
import { getProject } from "@/lib/workspaces/project-queries";
import { PackageTable } from "../_ui/package-table";
import { unwatch, watch } from "../actions";
import { DepositFilters } from "./_ui/deposit-filters";
import { DepositTabs } from "./_ui/deposit-tabs";
import { addressOf, readAddress } from "./_ui/list-address";
import { MachinePanel } from "./_ui/machine-panel";
import { RetentionPanel } from "./_ui/retention-panel";

type Props = PageProps<"/deposits/[project]">;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("deposits"))("title") };
}

const pageLength = 50;

/** The deposit space of one project: its packages by environment and kind. */
export default async function ProjectDepositsPage({ params, searchParams }: Props) {
  const { query, filter, after } = readAddress(await searchParams);
  const { project: key } = await params;
  const found = await view(async (tx, { rights }) => {
    const project = await getProject(tx, key);
    const place = { workspaceId: project.workspaceId, projectId: project.id };
    authorizePackage(rights, "read", place);
    const [page, watched, retention] = await Promise.all([
      listPackages(tx, project.id, filter, { limit: pageLength, after }),
      watchesDeposits(tx, project.id),
      listRetention(tx, project.id),
    ]);
    const may = {
      deposit: mayPackage(rights, "deposit", place) && !project.archivedAt,
      retain: mayWorkspace(rights, "manageSettings", project.workspaceId),
    };
    return { project, page, watched, retention, may };
  });
  const { project, page, watched, retention, may } = found;
  const t = await getTranslations("deposits");
  const filtered = Object.keys(query).length > 0;
  return (
    <>
      <PageHeader
        title={t("titleOf", { project: project.name })}
        trail={[{ href: "/deposits", label: t("title") }]}
        actions={
          <>
            <ActForm
              action={watched ? unwatch : watch}
              fields={{ project: project.key }}
              said={t(watched ? "unwatched" : "watched")}
            >
              <Button type="submit" icon="bell">
                {t(watched ? "unwatch" : "watch")}
              </Button>
            </ActForm>
            {may.deposit && (
              <LinkButton href={`/deposits/${project.key}/new`} look="primary" icon="upload">
                {t("add")}
              </LinkButton>
            )}
          </>
        }
      />
      <DepositTabs project={project.key} query={query} />
      <Columns
        asideLabel={t("about")}
        aside={
          <ClientMessages areas={["ui"]}>
            <RetentionPanel project={project.key} retention={retention} mayChange={may.retain} />
            <MachinePanel project={project.key} />
          </ClientMessages>
        }
      >
        <DepositFilters project={project.key} query={query} />
        <Panel flush>
          {page.packages.length > 0 ? (
            <PackageTable packages={page.packages} />
          ) : (
            <Empty
              icon={filtered ? "search" : "package"}
              title={t(filtered ? "noneFiltered" : "none")}
              actions={filtered && <LinkButton href={`/deposits/${project.key}`}>{t("clear")}</LinkButton>}
            >
              {t(filtered ? "noneFilteredWords" : "noneWords")}
            </Empty>
          )}
        </Panel>
        <Pagination
          nextHref={page.after && addressOf(project.key, query, { after: page.after })}
          previousHref={after ? addressOf(project.key, query) : null}
        />
      </Columns>
    </>
  );
}
