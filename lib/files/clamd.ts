import { connect, type Socket } from "node:net";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setImmediate } from "node:timers/promises";

/** Where the scanner listens: a port of a machine, or a socket of this one. */
export type ScannerAddress = { host: string; port: number } | { path: string };

/** The scanner is not there, says nothing, or breaks off: what waits for it goes on waiting. */
export class ScannerAway extends Error {
  override name = "ScannerAway";
}

/** Milliseconds without a byte either way: taking an archive apart takes minutes, and says nothing meanwhile. */
const scanPatience = 300_000;

/** What clamd is and which signatures it has: `ClamAV 1.4.6/27650/Mon Nov 23 08:30:12 2026`. Throws ScannerAway. */
export async function askVersion(scanner: ScannerAddress, patience = 10_000): Promise<string> {
  return exchange(scanner, async (socket) => void socket.write("zVERSION\0"), patience);
}

const tooLarge = "INSTREAM size limit exceeded. ERROR";

/**
 * What clamd says of bytes that it is sent as they come (INSTREAM): `stream: OK`, `stream: <threat> FOUND`, `… ERROR`. They are asked for
 * again when it hangs up on us. Throws ScannerAway.
 */
export async function askAbout(scanner: ScannerAddress, open: () => Promise<Readable>): Promise<string> {
  const ask = async () => exchange(scanner, await open().then((bytes) => sendTo(bytes)), scanPatience);
  return ask().catch(async (error) => {
    if (!(error instanceof HungUp)) throw error;
    // The end of a connection may overtake what was said last. A scanner that is well and hangs up twice has had enough of that file.
    await askVersion(scanner, 1_000);
    return ask().catch((again) => {
      if (again instanceof HungUp) return tooLarge;
      throw again;
    });
  });
}

/** The scanner went before it had heard everything. */
class HungUp extends ScannerAway {}

function sendTo(bytes: Readable) {
  return async (socket: Socket) => {
    socket.write("zINSTREAM\0");
    await pipeline(bytes, inPieces, socket, { end: false });
    socket.write(Buffer.alloc(4));
  };
}

/** Each piece behind its length, as INSTREAM wants it; an empty one would be the end. */
async function* inPieces(bytes: AsyncIterable<Buffer>) {
  for await (const piece of bytes) {
    if (piece.length === 0) continue;
    const length = Buffer.alloc(4);
    length.writeUInt32BE(piece.length);
    yield length;
    yield piece;
    // Lets an answer be heard before more is written to who may have gone.
    await setImmediate();
  }
}

async function exchange(
  scanner: ScannerAddress,
  speak: (socket: Socket) => Promise<void>,
  patience: number,
): Promise<string> {
  const socket = connect(scanner);
  socket.setTimeout(patience, () => socket.destroy(new ScannerAway("the scanner says nothing")));
  const heard = hear(socket);
  heard.catch(() => {});
  let spoken = false;
  try {
    const speech = speak(socket).then(() => {
      spoken = true;
    });
    await Promise.race([speech, heard]).catch((error) => {
      if (!isOfConnection(error, socket)) throw error;
    });
    return await heard;
  } catch (error) {
    // A connection that was reset was not heard to its end, even when all of it had left.
    const cut = !spoken || socket.errored !== null;
    throw error instanceof ScannerAway && cut && socket.bytesWritten > 100 ? new HungUp(error.message) : error;
  } finally {
    socket.destroy();
  }
}

/** What cannot be read of our own file is no fault of the scanner. */
function isOfConnection(error: NodeJS.ErrnoException, socket: Socket): boolean {
  return error instanceof ScannerAway || socket.errored !== null || socket.destroyed || error.code === "EPIPE";
}

function hear(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let heard = "";
    const settle = () => {
      const [answer, ...rest] = heard.split("\0");
      if (rest.length > 0) resolve(answer!.trim());
      else reject(new ScannerAway(`the scanner broke off${socket.errored ? `: ${socket.errored.message}` : ""}`));
    };
    socket.setEncoding("utf8");
    socket.on("data", (said: string) => {
      heard += said;
      if (heard.includes("\0")) settle();
    });
    socket.on("error", settle);
    socket.on("close", settle);
  });
}
