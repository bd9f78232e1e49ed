import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { view } from "@/app/_doors/view";
import { ClientMessages } from "@/app/_ui/client-messages";
import { PageHeader } from "@/app/_ui/page-header";
import { workspacesWhere } from "@/lib/access/ability";
import { getItemType, listKnownItemTypes } from "@/lib/items/item-type-queries";
import type { Transaction } from "@/lib/tenancy/actor";
import { listMyWorkspaces, listWritableProjects } from "@/lib/tickets/choice-queries";
import { getWorkspace } from "@/lib/workspaces/workspace-queries";
import { ChooseType } from "../_ui/choose-type";
import { ItemForm } from "../_ui/item-form";
import { itemQuestions } from "../_ui/item-questions";
import { addItem } from "../actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("items"))("addTitle") };
}

/** First where and of which type; then, with both in the address, all that such an item says. */
export default async function NewItemPage({ searchParams }: PageProps<"/items/new">) {
  const { workspace, type } = await searchParams;
  const { chosen, offered } = await view(async (tx, { rights }) => {
    const writable = workspacesWhere(rights, "writeItems");
    if (writable.length === 0) notFound();
    if (typeof type === "string" && typeof workspace === "string")
      return { chosen: await read(tx, workspace, type), offered: null };
    const [types, workspaces] = await Promise.all([listKnownItemTypes(tx), listMyWorkspaces(tx)]);
    return { chosen: null, offered: { types, workspaces: workspaces.filter(({ id }) => writable.includes(id)) } };
  });
  const [t, locale] = await Promise.all([getTranslations("items"), getLocale()]);
  const label = chosen && (locale === "en" ? chosen.type.labelEn : chosen.type.labelFr);
  return (
    <>
      <PageHeader
        title={t("addTitle")}
        trail={[{ href: "/items", label: t("title") }]}
        intro={chosen ? `${label} · ${chosen.place?.name ?? t("platform")}` : t("form.chooseType")}
      />
      {offered && <ChooseType {...offered} />}
      {chosen && (
        <ClientMessages areas={["ui"]}>
          <ItemForm
            groups={await itemQuestions({ fields: chosen.type.fields, projects: chosen.projects })}
            fields={{ workspace: chosen.place?.key ?? "", type: chosen.type.code }}
            action={addItem}
            submitLabel={t("form.create")}
          />
        </ClientMessages>
      )}
    </>
  );
}

/** An empty workspace stands for the platform. */
async function read(tx: Transaction, workspace: string, code: string) {
  const place = workspace === "" ? null : await getWorkspace(tx, workspace);
  const type = await getItemType(tx, place?.id ?? null, code);
  return { place, type, projects: place ? await listWritableProjects(tx, place.id) : null };
}
