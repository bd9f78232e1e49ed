import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Actor } from "@/lib/tenancy/actor";
import { poolOf } from "@/lib/tenancy/database";

/** What PostgreSQL announces for each line of a ticket's journal: identifiers only. */
const Announcement = z.object({ ticket: z.uuid(), requires: z.string().nullable() });
type Announcement = z.output<typeof Announcement>;

interface Follower {
  hear(announced: Announcement): void;
  /** Announcements may have been missed. */
  catchUp(): void;
}

interface Hub {
  followers: Set<Follower>;
  listening?: Promise<unknown>;
  /** What was announced of late, the oldest first, and from when on it is complete. */
  recent: { at: number; announced: Announcement }[];
  completeSince: number;
}

// On globalThis: one listening connection for the process, however often this module is loaded.
const kept = globalThis as { guichetFollowers?: Hub };
kept.guichetFollowers ??= { followers: new Set(), recent: [], completeSince: Number.POSITIVE_INFINITY };
const hub = kept.guichetFollowers;

/** How much of what was announced is kept, in announcements, for pages that were drawn before they began to listen. */
const mostRecent = 2_000;

/** Milliseconds between two questions to the database for one follower: what happens in between is asked at once. */
const pause = 300;

/**
 * Tells the references of tickets in which something just happened that the actor may see, his rights being asked anew each time;
 * `null` when something may have been missed. What happened from `since` on (milliseconds of this machine's clock) is told too. Gives
 * the way to stop.
 */
export function followTickets(
  actor: Actor,
  tell: (references: string[] | null) => void,
  since = Number.POSITIVE_INFINITY,
): () => void {
  let heard: Announcement[] = [];
  let timer: NodeJS.Timeout | undefined;
  const ask = async () => {
    const asked = heard;
    heard = [];
    timer = undefined;
    // Failing is no worse than missing: the follower reads again with his own rights.
    const seen = await listSeen(actor, asked).catch(() => null);
    if (hub.followers.has(follower) && seen?.length !== 0) tell(seen);
  };
  const follower: Follower = {
    hear(announced) {
      heard.push(announced);
      timer ??= setTimeout(ask, pause);
    },
    catchUp: () => tell(null),
  };
  hub.followers.add(follower);
  hub.listening ??= listen();
  if (since < hub.completeSince && since !== Number.POSITIVE_INFINITY) follower.catchUp();
  else for (const { at, announced } of hub.recent) if (at >= since) follower.hear(announced);
  return () => {
    hub.followers.delete(follower);
    clearTimeout(timer);
  };
}

/** The driver keeps this connection apart from its pool, and listens again when it was lost. */
async function listen() {
  let before = false;
  try {
    await poolOf("guichet_web").connection.listen(
      "guichet_event",
      (payload) => {
        const { data } = Announcement.safeParse(parseJson(payload));
        if (!data) return;
        keepRecent(data);
        for (const follower of hub.followers) follower.hear(data);
      },
      () => {
        hub.recent = [];
        hub.completeSince = Date.now();
        if (before) for (const follower of hub.followers) follower.catchUp();
        before = true;
      },
    );
  } catch {
    hub.listening = undefined;
    for (const follower of hub.followers) follower.catchUp();
  }
}

function keepRecent(announced: Announcement) {
  hub.recent.push({ at: Date.now(), announced });
  if (hub.recent.length <= mostRecent) return;
  hub.recent = hub.recent.slice(mostRecent / 2);
  hub.completeSince = hub.recent[0]!.at;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A line that needs a permission does not exist for whoever lacks it: not even as a movement. */
async function listSeen(actor: Actor, asked: Announcement[]): Promise<string[]> {
  const seen = await actor.transaction((tx) =>
    tx.execute<{ reference: string }>(sql`
      select distinct t.reference
        from json_to_recordset(${JSON.stringify(asked)}::json) as a(ticket uuid, requires text)
        join ticket t on t.id = a.ticket
       where a.requires is null or t.workspace_id in (select my_workspace_ids_with(a.requires))`),
  );
  return seen.map((row) => row.reference);
}
