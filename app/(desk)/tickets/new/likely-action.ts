"use server";

import { act } from "@/app/_doors/act";
import { type LikelyTicket, listLikely } from "@/lib/tickets/likely-queries";

/** Tickets that may say the same already, among those that one reads; none when it cannot be told. */
export async function findLikely(title: string): Promise<LikelyTicket[]> {
  const outcome = await act(String(title).slice(0, 200), (actor, asked) =>
    actor.transaction((tx) => listLikely(tx, asked)),
  );
  return outcome.ok ? outcome.value : [];
}
