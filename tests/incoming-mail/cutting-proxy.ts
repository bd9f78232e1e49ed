import type { AddressInfo } from "node:net";
import { connect, createServer, type Socket } from "node:net";

/** When to cut: as the client says something, before or after the server heard it, or in the middle of the answer. */
export type Cut = { said: RegExp; when: "before" | "after" | "in the answer" } | null;

/** Stands between a client and a server on loopback, and cuts the wire once when told to. */
export async function startCuttingProxy(target: number) {
  let cut: Cut = null;
  let cuts = 0;
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(target, "127.0.0.1");
    let answering = false;
    const sever = () => {
      cuts += 1;
      cut = null;
      client.destroy();
      upstream.destroy();
    };
    client.on("data", (chunk) => {
      const isIt = cut?.said.test(chunk.toString("latin1")) === true;
      if (isIt && cut?.when === "before") return sever();
      if (isIt && cut?.when === "in the answer") answering = true;
      upstream.write(chunk);
      // Long enough for the server to have done it, and its answer never arrives.
      if (isIt && cut?.when === "after") {
        upstream.removeAllListeners("data");
        setTimeout(sever, 300);
      }
    });
    upstream.on("data", (chunk) => {
      if (!answering) return void client.write(chunk);
      client.write(chunk.subarray(0, chunk.length >> 1), sever);
      answering = false;
    });
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        open.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    port: (server.address() as AddressInfo).port,
    cutOnce(next: NonNullable<Cut>) {
      cut = next;
    },
    cuts: () => cuts,
    close() {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}
