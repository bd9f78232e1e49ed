import type { z } from "zod";
import type { Actor } from "@/lib/tenancy/actor";
import { insideTransaction, PLATFORM_ID } from "@/lib/tenancy/actor";
import { getWorkspace } from "@/lib/workspaces/workspace-queries";
import { changeItem } from "./change-item";
import { CreateItemInput, createItem } from "./create-item";
import { ExternalKey } from "./item";
import { findItemByKey } from "./item-queries";

export const PutItemInput = CreateItemInput.extend({ externalKey: ExternalKey });

/**
 * The item that a discovery tool knows by its external key, made or brought up to date in one transaction: what is not named stays.
 * Throws as createItem and changeItem do. `created` says which of the two it was.
 */
export async function putItem(actor: Actor, input: z.input<typeof PutItemInput>) {
  const asked = PutItemInput.parse(input);
  return actor.transaction(async (tx) => {
    const within = insideTransaction(actor, tx);
    const workspaceId = asked.workspace === null ? PLATFORM_ID : (await getWorkspace(tx, asked.workspace)).id;
    const known = await findItemByKey(tx, workspaceId, asked.externalKey);
    if (!known) return { item: await createItem(within, asked), created: true };
    const { workspace: _, type: __, ...changes } = asked;
    return { item: await changeItem(within, { ...changes, item: known.id, version: known.version }), created: false };
  });
}
