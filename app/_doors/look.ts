import { rememberRights } from "@/lib/access/rights";
import type { Transaction } from "@/lib/tenancy/actor";
import type { Viewer } from "./session";

/** Reads in one transaction under the viewer's eyes; his rights, read with his session, are not read again. */
export function look<T>({ actor, rights }: Viewer, read: (tx: Transaction) => Promise<T>): Promise<T> {
  return actor.transaction((tx) => {
    rememberRights(tx, rights);
    return read(tx);
  });
}
