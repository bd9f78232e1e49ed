import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { view } from "@/app/_doors/view";
import { ClientMessages } from "@/app/_ui/client-messages";
import { Empty } from "@/app/_ui/empty";
import { Panel } from "@/app/_ui/panel";
import { listItemTypes } from "@/lib/items/item-type-queries";
import { listOwnRelationTypes } from "@/lib/items/relation-queries";
import { getAdministeredWorkspace } from "@/lib/workspaces/administration-queries";
import styles from "../../../_ui/administration.module.css";
import { WorkspaceHead } from "../_ui/workspace-head";
import { AddRelationType } from "./_ui/relation-type-acts";
import { RelationTypeTable } from "./_ui/relation-type-table";
import { AddType } from "./_ui/type-acts";
import { TypePanel } from "./_ui/type-panel";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("workspaces"))("side.items") };
}

/** What a workspace's items can be, and how they can stand to one another, beside what the platform ships. */
export default async function ItemTypesPage({ params }: PageProps<"/administration/workspaces/[workspace]/items">) {
  const { workspace } = await params;
  const { place, may, types, relations } = await view(async (tx) => {
    const found = await getAdministeredWorkspace(tx, workspace, "manageSettings");
    const [types, relations] = await Promise.all([
      listItemTypes(tx, found.place.id),
      listOwnRelationTypes(tx, found.place.id),
    ]);
    return { ...found, types, relations };
  });
  const t = await getTranslations("items.administration");
  const own = types.filter(({ workspaceId }) => workspaceId === place.id);
  return (
    <ClientMessages areas={["ui", "items"]}>
      <WorkspaceHead {...{ place, may }} current="items" actions={<AddType workspace={place.key} />} />
      <p className={styles.explained}>{t("explained", { count: types.length - own.length })}</p>
      {own.length === 0 && (
        <Panel title={t("types")}>
          <Empty icon="server" title={t("noType")} />
        </Panel>
      )}
      {own.map((type) => (
        <TypePanel key={type.code} workspace={place.key} type={type} />
      ))}
      <Panel flush title={t("relations")} count={relations.length} actions={<AddRelationType workspace={place.key} />}>
        {relations.length === 0 ? (
          <Empty icon="link" title={t("noRelation")} />
        ) : (
          <RelationTypeTable workspace={place.key} types={relations} />
        )}
      </Panel>
    </ClientMessages>
  );
}
