import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { view } from "@/app/_doors/view";
import { ClientMessages } from "@/app/_ui/client-messages";
import { PageHeader } from "@/app/_ui/page-header";
import { mayWriteItem } from "@/lib/access/ability";
import { getItem } from "@/lib/items/item-queries";
import { listWritableProjects } from "@/lib/tickets/choice-queries";
import { ItemForm } from "../../_ui/item-form";
import { itemQuestions } from "../../_ui/item-questions";
import { saveItem } from "../../actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("items"))("edit") };
}

/** All that an item says, to be changed. */
export default async function EditItemPage({ params }: PageProps<"/items/[item]/edit">) {
  const { item: id } = await params;
  const { item, projects } = await view(async (tx, { rights }) => {
    const item = await getItem(tx, id);
    if (!mayWriteItem(rights, item)) notFound();
    return { item, projects: item.workspaceKey ? await listWritableProjects(tx, item.workspaceId) : null };
  });
  const t = await getTranslations("items");
  return (
    <>
      <PageHeader
        title={t("editTitle", { name: item.name })}
        trail={[
          { href: "/items", label: t("title") },
          { href: `/items/${item.id}`, label: item.name },
        ]}
      />
      <ClientMessages areas={["ui"]}>
        <ItemForm
          groups={await itemQuestions({ fields: item.typeFields, projects, item })}
          fields={{ item: item.id, version: String(item.version) }}
          action={saveItem}
          submitLabel={t("form.save")}
        />
      </ClientMessages>
    </>
  );
}
