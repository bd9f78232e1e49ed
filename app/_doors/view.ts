import { notFound } from "next/navigation";
import { Refusal } from "@/lib/access/refusals";
import type { Actor, Transaction } from "@/lib/tenancy/actor";
import { requireViewer, type Viewer } from "./session";

/** What a page shows, read as whoever is signed in; what does not exist for him, or is not his to see, is a page that does not exist. */
export function view<T>(read: (tx: Transaction, viewer: Viewer) => Promise<T>): Promise<T & { viewer: Viewer }> {
  return viewAs((actor, viewer) => actor.transaction((tx) => read(tx, viewer)));
}

/** The same for what is not read in one transaction: the words of a file. */
export async function viewAs<T>(read: (actor: Actor, viewer: Viewer) => Promise<T>): Promise<T & { viewer: Viewer }> {
  const viewer = await requireViewer();
  try {
    const found = await read(viewer.actor, viewer);
    return { ...found, viewer };
  } catch (error) {
    if (error instanceof Refusal && (error.status === 404 || error.status === 403)) notFound();
    throw error;
  }
}
