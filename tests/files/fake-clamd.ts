import type { AddressInfo } from "node:net";
import { createServer, type Socket } from "node:net";

/** The string of EICAR, in two halves so that no scanner finds it in this repository. */
export const eicar = Buffer.from(
  ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$", "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].join(""),
);

/** Speaks clamd's protocol (zVERSION, zINSTREAM) and knows one virus; `limit` is its StreamMaxLength. */
export async function openFakeClamd({ limit = 1024 ** 3 }: { limit?: number } = {}) {
  const open = new Set<Socket>();
  const asked: string[] = [];
  let mood: "well" | "breaks off" | "is confused" = "well";
  const server = createServer((socket) => {
    open.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => open.delete(socket));
    let heard = Buffer.alloc(0);
    socket.on("data", (bytes) => {
      heard = Buffer.concat([heard, bytes]);
      const end = heard.indexOf(0);
      const command = heard.subarray(0, Math.max(0, end)).toString();
      if (mood === "breaks off") return void socket.destroy();
      if (command === "zVERSION") return void socket.end("ClamAV 1.4.6/27650/Mon Nov 23 08:30:12 2026\0");
      if (command !== "zINSTREAM") return;
      const answer = mood === "is confused" ? "stream: Can't allocate memory ERROR" : answerTo(heard.subarray(end + 1));
      if (answer === null) return;
      asked.push(answer);
      socket.end(`${answer}\0`);
    });
  }).listen(0, "127.0.0.1");
  await new Promise((ready) => server.once("listening", ready));

  /** Null until the empty piece that ends the stream. */
  function answerTo(stream: Buffer): string | null {
    const pieces: Buffer[] = [];
    let size = 0;
    for (let place = 0; place + 4 <= stream.length; ) {
      const length = stream.readUInt32BE(place);
      if (length === 0)
        return Buffer.concat(pieces).includes(eicar) ? "stream: Win.Test.EICAR_HDB-1 FOUND" : "stream: OK";
      size += length;
      if (size > limit) return "INSTREAM size limit exceeded. ERROR";
      if (place + 4 + length > stream.length) return null;
      pieces.push(stream.subarray(place + 4, place + 4 + length));
      place += 4 + length;
    }
    return null;
  }

  const { port } = server.address() as AddressInfo;
  return {
    address: { host: "127.0.0.1", port },
    asked,
    feels(next: typeof mood) {
      mood = next;
    },
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
}
