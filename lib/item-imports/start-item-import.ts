import { and, count, eq, inArray } from "drizzle-orm";
import type { z } from "zod";
import { itemImport } from "@/db/schema";
import { authorizeItem } from "@/lib/access/ability";
import { Invalid, TooMany } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { takeUploads } from "@/lib/files/take-uploads";
import { getItemType } from "@/lib/items/item-type-queries";
import { placeItem } from "@/lib/items/place-item";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { recordEvent } from "@/lib/journal/record-event";
import type { Actor, Transaction } from "@/lib/tenancy/actor";
import { newIdentifier } from "@/lib/tenancy/identifier";
import { ItemImportPlace, mostBytes, mostOnTheirWay, noColumns } from "./item-import";
import { getItemImport } from "./item-import-queries";

/**
 * Takes a spreadsheet that was uploaded, to make items of one type of its lines; nothing of them is written before it is confirmed.
 * Throws NotFound, Forbidden, Invalid (upload, size) or TooMany.
 */
export async function startItemImport(actor: Actor, input: z.input<typeof ItemImportPlace>) {
  const asked = ItemImportPlace.parse(input);
  return actor.transaction(async (tx) => {
    const place = await placeItem(tx, asked);
    authorizeItem(await getRights(tx), place);
    const type = await getItemType(tx, place.workspaceId, asked.type);
    await ensureRoom(tx);
    const [file] = await takeUploads(tx, [asked.upload]);
    const { name, size, sha256, storageKey } = file!;
    if (size > mostBytes) throw new Invalid("sheet-too-large", "upload", { most: mostBytes / 1024 ** 2 });
    const id = newIdentifier();
    const accountId = tx.asking.accountId!;
    await tx.insert(itemImport).values({
      ...{ ...place, writableAtPlatform: undefined, id, accountId, name, size, sha256, storageKey },
      ...{ typeWorkspaceId: type.workspaceId, typeId: type.id, columns: noColumns, mapping: asked.mapping ?? {} },
    });
    await recordEvent(tx, {
      type: "itemImport.started",
      workspaceId: place.workspaceId,
      payload: { importId: id, type: type.code, projectId: place.projectId, name, size, sha256 },
    });
    await enqueueJob(tx, "read-item-import", { accountId, importId: id });
    return getItemImport(tx, id);
  });
}

async function ensureRoom(tx: Transaction) {
  const [found] = await tx
    .select({ count: count() })
    .from(itemImport)
    .where(
      and(
        eq(itemImport.accountId, tx.asking.accountId!),
        inArray(itemImport.state, ["reading", "judging", "applying"]),
      ),
    );
  if (found!.count >= mostOnTheirWay) throw new TooMany("too-many-imports", { seconds: 60 });
}
