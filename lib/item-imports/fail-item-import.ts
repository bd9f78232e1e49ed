import { and, eq, inArray } from "drizzle-orm";
import { itemImport } from "@/db/schema";
import type { Actor } from "@/lib/tenancy/actor";
import type { ImportRefusal } from "./item-import";

/** Ends an import that cannot go on, with the reason that its author reads. */
export async function failItemImport(actor: Actor, id: string, { code, details }: ImportRefusal) {
  await actor.transaction((tx) =>
    tx
      .update(itemImport)
      .set({ state: "failed", failure: JSON.stringify({ code, details }) })
      .where(and(eq(itemImport.id, id), inArray(itemImport.state, ["reading", "judging", "applying"]))),
  );
}
