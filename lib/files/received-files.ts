import type { Readable } from "node:stream";
import { Readable as Stream } from "node:stream";
import { FileStore } from "@tus/file-store";
import { NoRoom } from "@/lib/access/refusals";
import { roomIn } from "./room";
import { receivingFolder } from "./storage";
import { reservedRoom } from "./upload";

/** How many bytes may come between two looks at the disk. */
const lookEvery = 32 * 1024 ** 2;

/** Files on their way in. What comes stops before the disk is full: several large files at once fit when each is asked alone. */
export class ReceivedFiles extends FileStore {
  override write(bytes: Readable, id: string, offset: number): Promise<number> {
    return super.write(Stream.from(whileThereIsRoom(bytes)), id, offset);
  }
}

async function* whileThereIsRoom(bytes: AsyncIterable<Buffer>) {
  let seen = 0;
  for await (const piece of bytes) {
    if (seen + piece.length >= lookEvery && (await roomIn(receivingFolder())) < reservedRoom)
      throw new NoRoom("disk-full");
    seen = (seen + piece.length) % lookEvery;
    yield piece;
  }
}
