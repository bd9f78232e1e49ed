import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { view } from "@/app/_doors/view";
import { ClientMessages } from "@/app/_ui/client-messages";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { workspacesWhere } from "@/lib/access/ability";
import { getMaximumSize } from "@/lib/files/upload-queries";
import { mostBytes } from "@/lib/item-imports/item-import";
import { listItemImports } from "@/lib/item-imports/item-import-queries";
import { listKnownItemTypes } from "@/lib/items/item-type-queries";
import { listMyWorkspaces, listWritableProjects } from "@/lib/tickets/choice-queries";
import { ImportTable } from "./_ui/import-table";
import { StartForm } from "./_ui/start-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("itemImports"))("title") };
}

/** Where a spreadsheet of items is handed over, and one's own imports. */
export default async function ImportPage() {
  const { imports, choices, maximum } = await view(async (tx, { rights }) => {
    const writable = workspacesWhere(rights, "writeItems");
    if (writable.length === 0) notFound();
    const workspaces = (await listMyWorkspaces(tx)).filter(({ id }) => writable.includes(id));
    const projects = [];
    for (const { id } of workspaces) projects.push(...(await listWritableProjects(tx, id)));
    return {
      imports: await listItemImports(tx),
      choices: { workspaces, projects, types: await listKnownItemTypes(tx) },
      maximum: Math.min(await getMaximumSize(tx), mostBytes),
    };
  });
  const [t, items] = await Promise.all([getTranslations("itemImports"), getTranslations("items")]);
  return (
    <>
      <PageHeader title={t("title")} trail={[{ href: "/items", label: items("title") }]} intro={t("intro")} />
      <Panel title={t("start.title")}>
        <ClientMessages areas={["ui", "files", "itemImports"]}>
          <StartForm {...choices} maximumSize={maximum} />
        </ClientMessages>
      </Panel>
      {imports.length > 0 && (
        <Panel title={t("own")} count={imports.length} flush>
          <ImportTable imports={imports} />
        </Panel>
      )}
    </>
  );
}
