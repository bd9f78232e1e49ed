import { eq, type SQL } from "drizzle-orm";
import { project } from "@/db/schema";
import { NotFound } from "@/lib/access/refusals";
import type { Transaction } from "@/lib/tenancy/actor";
import { findPeople } from "@/lib/tickets/people-queries";
import type { Item } from "./item-queries";
import { readItemAt } from "./item-version-queries";

/** The item with its facts as they were at a moment. Throws NotFound when it was not laid yet. */
export async function readItemAsOf(tx: Transaction, item: Item, at: SQL): Promise<Item> {
  const found = await readItemAt(tx, item, at);
  if (!found) throw new NotFound("item-not-yet");
  const { typeId: _, ...state } = found.state;
  const place = state.projectId === item.projectId ? item : await placeOf(tx, state.projectId);
  const owner = state.ownerId ? (await findPeople(tx, [state.ownerId])).get(state.ownerId) : undefined;
  return {
    ...item,
    ...state,
    version: found.version,
    projectKey: place.projectKey,
    projectName: place.projectName,
    ownerName: owner?.name ?? null,
    ownerMail: owner?.mail ?? null,
  };
}

async function placeOf(tx: Transaction, projectId: string | null) {
  const [found] = projectId
    ? await tx
        .select({ projectKey: project.key, projectName: project.name })
        .from(project)
        .where(eq(project.id, projectId))
    : [];
  return found ?? { projectKey: null, projectName: null };
}
