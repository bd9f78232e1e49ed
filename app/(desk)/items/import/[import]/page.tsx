import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { view } from "@/app/_doors/view";
import { AskAgain } from "@/app/_ui/ask-again";
import { Badge } from "@/app/_ui/badge";
import { PageHeader } from "@/app/_ui/page-header";
import { type LineAction, lineActions } from "@/lib/item-imports/item-import";
import { countLines, getItemImport, listLines, listUnseenItems } from "@/lib/item-imports/item-import-queries";
import { listRelationTypes } from "@/lib/items/relation-queries";
import { stateTones } from "../_ui/state-tones";
import { Columns } from "./_ui/columns";
import { Preview } from "./_ui/preview";
import { Standing } from "./_ui/standing";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("itemImports"))("title") };
}

const pageLength = 50;
const mostUnseen = 100;
const working = ["reading", "judging", "applying"];

/** One import: its columns, then what each line would do, then what was done. */
export default async function OneImportPage({ params, searchParams }: PageProps<"/items/import/[import]">) {
  const [{ import: id }, asked] = await Promise.all([params, searchParams]);
  const action = lineActions.find((one) => one === asked.action);
  const after = Number(asked.after) > 0 ? Number(asked.after) : undefined;
  const { read, relationTypes, shown } = await view(async (tx) => {
    const found = await getItemImport(tx, id);
    const judged = found.state === "previewed" || found.state === "applied";
    return {
      read: found,
      relationTypes: await listRelationTypes(tx, found.workspaceId),
      shown: judged ? await readPreview(tx, found, { action, after }) : null,
    };
  });
  const [t, items, locale] = await Promise.all([getTranslations("itemImports"), getTranslations("items"), getLocale()]);
  return (
    <>
      <PageHeader
        title={read.name}
        trail={[
          { href: "/items", label: items("title") },
          { href: "/items/import", label: t("title") },
        ]}
        meta={
          <>
            <Badge tone={stateTones[read.state]}>{t(`states.${read.state}`)}</Badge>
            <span>{locale === "en" ? read.typeEn : read.typeFr}</span>
            <span>{[read.workspaceName, read.projectName].filter(Boolean).join(" · ")}</span>
          </>
        }
      />
      <Standing read={read} />
      {read.state === "mapping" && <Columns read={read} relationTypes={relationTypes} />}
      {shown && <Preview read={read} relationTypes={relationTypes} {...shown} action={action} />}
      {working.includes(read.state) && <AskAgain />}
    </>
  );
}

type Reading = Parameters<Parameters<typeof view>[0]>[0];

async function readPreview(
  tx: Reading,
  read: Awaited<ReturnType<typeof getItemImport>>,
  asked: { action?: LineAction; after?: number },
) {
  const [counts, page, unseen] = [
    await countLines(tx, read.id),
    await listLines(tx, read.id, { ...asked, limit: pageLength }),
    await listUnseenItems(tx, read, mostUnseen),
  ];
  return { counts, lines: page.lines, next: page.after, unseen };
}
