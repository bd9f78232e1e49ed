import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { type ConnectionOptions, connect as connectTls } from "node:tls";

export type SmtpPeer = Awaited<ReturnType<typeof connectPeer>>;

/** A peer that speaks SMTP or LMTP by hand: `say` gives the whole reply to a line. Throws "closed" once the server hung up. */
export async function connectPeer(port: number) {
  let socket: Socket = connect(port, "127.0.0.1");
  let heard = "";
  let news = Promise.withResolvers<void>();
  const tell = () => {
    news.resolve();
    news = Promise.withResolvers<void>();
  };
  const listen = () => {
    socket.on("error", () => {});
    socket.on("close", tell);
    socket.on("data", (chunk) => {
      heard += chunk;
      tell();
    });
  };
  listen();
  const answer = async () => {
    for (;;) {
      const found = /^(?:\d{3}-.*\r\n)*(\d{3}) .*\r\n/.exec(heard);
      if (found) {
        heard = heard.slice(found[0].length);
        return found[0];
      }
      if (socket.readyState !== "open" && socket.readyState !== "opening") throw new Error("closed");
      await news.promise;
    }
  };
  await answer();
  return {
    get socket() {
      return socket;
    },
    answer,
    say: async (line: string) => {
      socket.write(`${line}\r\n`);
      return answer();
    },
    /** Goes on in TLS once the server said that it is ready; gives the name that its certificate bears. */
    async encrypt(options: ConnectionOptions): Promise<string> {
      socket.removeAllListeners("data");
      const secure = connectTls({ socket, servername: "localhost", ...options });
      await once(secure, "secureConnect");
      socket = secure;
      listen();
      return String(secure.getPeerCertificate().subject.CN);
    },
  };
}
