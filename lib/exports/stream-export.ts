import { PassThrough, type Readable } from "node:stream";
import type { z } from "zod";
import { TooMany } from "@/lib/access/refusals";
import { recordEvent } from "@/lib/journal/record-event";
import { log } from "@/lib/settings/log";
import { type Actor, PLATFORM_ID } from "@/lib/tenancy/actor";
import { ExportInput } from "./export";
import { prepareExport, sheetOf } from "./prepare-export";
import { ReaderGone } from "./send";
import { mediaTypes } from "./sheet";
import { fileNameOf, writeSheet } from "./write-sheet";

/** Each holds a connection to the database while it lasts: the pages must keep theirs. */
const mostAtOneTime = 3;
let running = 0;

/** An export as it is made, from the first byte on. Throws Forbidden, Invalid, ZodError, or TooMany when others are being made. */
export async function streamExport(actor: Actor, input: z.input<typeof ExportInput>) {
  const asked = ExportInput.parse(input);
  if (running >= mostAtOneTime) throw new TooMany("too-many-exports", { seconds: 10 });
  running++;
  try {
    const { title, timeZone } = await recordExport(actor, asked);
    const body = new PassThrough({ highWaterMark: 256 * 1024 });
    void write(actor, asked, body).finally(() => running--);
    return {
      name: fileNameOf(asked.format, { title, timeZone }),
      type: mediaTypes[asked.format],
      body: body as Readable,
    };
  } catch (error) {
    running--;
    throw error;
  }
}

/** The line is written before the first row leaves, in a transaction of its own: the chain must not wait for a download. */
function recordExport(actor: Actor, asked: z.output<typeof ExportInput>) {
  return actor.transaction(async (tx) => {
    const sheet = sheetOf(await prepareExport(tx, asked));
    const { subject, query, format, columns } = asked;
    await recordEvent(tx, {
      type: "export.made",
      workspaceId: PLATFORM_ID,
      payload: { subject, query, format, columns },
    });
    return sheet;
  });
}

async function write(actor: Actor, asked: z.output<typeof ExportInput>, body: PassThrough) {
  // Whoever reads hears of a fault as a cut: half a file must not look whole.
  body.on("error", () => {});
  try {
    await actor.transaction(async (tx) => writeSheet(asked.format, sheetOf(await prepareExport(tx, asked)), body));
  } catch (error) {
    if (!(error instanceof ReaderGone)) log.error({ err: error }, "export");
    body.destroy(error as Error);
  }
}
