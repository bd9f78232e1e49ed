import { notFound } from "next/navigation";
import { Refusal } from "@/lib/access/refusals";
import type { Transaction } from "@/lib/tenancy/actor";
import { requireViewer, type Viewer } from "./session";

/** What a page shows, read as whoever is signed in; what does not exist for him, or is not his to see, is a page that does not exist. */
export async function view<T>(read: (tx: Transaction, viewer: Viewer) => Promise<T>): Promise<T & { viewer: Viewer }> {
  const viewer = await requireViewer();
  try {
    const found = await viewer.actor.transaction((tx) => read(tx, viewer));
    return { ...found, viewer };
  } catch (error) {
    if (error instanceof Refusal && (error.status === 404 || error.status === 403)) notFound();
    throw error;
  }
}
