import { z } from "zod";
import { Invalid } from "@/lib/access/refusals";

/** The page of a list in the order of time. */
export const ThreadPage = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.string().max(200).optional(),
});

interface Place {
  at: Date;
  id: string;
}

const Cursor = z.tuple([z.iso.datetime(), z.guid()]);

/**
 * One page of what `read` lists in the order of time. The cursor is a place, not a key: row security applies past it too.
 * Throws Invalid when `after` is not one of ours.
 */
export async function pageOf<Row>(
  asked: z.output<typeof ThreadPage>,
  placeOf: (row: Row) => Place,
  read: (page: { limit: number; after: Place | null }) => Promise<Row[]>,
): Promise<{ rows: Row[]; after: string | null }> {
  const after = asked.after === undefined ? null : readCursor(asked.after);
  const found = await read({ limit: asked.limit + 1, after });
  const rows = found.slice(0, asked.limit);
  const last = rows.at(-1);
  return { rows, after: found.length > asked.limit && last ? writeCursor(placeOf(last)) : null };
}

function writeCursor({ at, id }: Place): string {
  return Buffer.from(JSON.stringify([at.toISOString(), id])).toString("base64url");
}

function readCursor(text: string): Place {
  try {
    const [at, id] = Cursor.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
    return { at: new Date(at), id };
  } catch {
    // Whatever is wrong with it, the answer is the same.
    throw new Invalid("bad-cursor", "after");
  }
}
