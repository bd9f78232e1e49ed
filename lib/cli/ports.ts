import { createServer } from "node:net";
import { Trouble } from "./trouble";
import { words } from "./words";

/** Throws, in words, when nobody could listen there. `setting` names the variable that chooses another place. */
export async function ensurePortFree(
  host: string,
  port: number,
  setting: "PORT" | "MAIL_LISTEN" | "LMTP_LISTEN",
): Promise<void> {
  const code = await tryListening(host, port);
  if (code === null) return;
  if (code === "EADDRINUSE") throw new Trouble(words.portBusy(host, port, setting));
  if (code === "EACCES") throw new Trouble(words.portReserved(port, setting));
  throw new Trouble(words.addressUnknown(host, port, setting));
}

export async function isPortFree(host: string, port: number): Promise<boolean> {
  return (await tryListening(host, port)) === null;
}

/** A port of 127.0.0.1 that the system says nobody uses at this moment. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

function tryListening(host: string, port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? "EINVAL"));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(null)));
  });
}
