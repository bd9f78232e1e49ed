import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";

/**
 * How a mail server of somebody else's can fail: nobody there, a line cut at once, silence, a refusal for the moment or for good, and
 * the worst: a message taken whole, and the line cut before saying so.
 */
export type Manner = "well" | "absent" | "cut" | "silent" | "busy" | "refusing" | "cut-before-answer";

export type FaultyServer = Awaited<ReturnType<typeof startFaultyServer>>;

/** Speaks SMTP over a bare socket, so that it can fail at any word of it. */
export async function startFaultyServer() {
  let manner: Manner = "well";
  const taken: { to: string; messageId: string; raw: string }[] = [];
  const sockets = new Set<Socket>();
  const serve = () =>
    createServer((socket) => {
      sockets.add(socket);
      socket.on("close", () => sockets.delete(socket)).on("error", () => {});
      if (manner === "cut") socket.destroy();
      else if (manner !== "silent") converse(socket);
    });
  let server = serve().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;

  const converse = (socket: Socket) => {
    const say = (line: string) => socket.write(`${line}\r\n`);
    let to = "";
    let kept = "";
    let inData = false;
    say("220 faulty.example ESMTP");
    socket.on("data", (bytes) => {
      kept += bytes.toString("latin1");
      for (;;) {
        const end = kept.indexOf(inData ? "\r\n.\r\n" : "\r\n");
        if (end < 0) return;
        const part = kept.slice(0, end);
        kept = kept.slice(end + (inData ? 5 : 2));
        if (inData) {
          inData = false;
          taken.push({ to, messageId: /^Message-ID: (<[^>]+>)/im.exec(part)?.[1] ?? "", raw: part });
          if (manner === "cut-before-answer") return void socket.destroy();
          say("250 taken");
        } else if (/^EHLO|^HELO/i.test(part)) say("250 faulty.example");
        else if (/^RCPT/i.test(part)) {
          to = /<([^>]*)>/.exec(part)?.[1] ?? "";
          if (manner === "busy") say("451 4.3.0 Come back later");
          else if (manner === "refusing") say("550 5.1.1 No such mailbox");
          else say("250 ok");
        } else if (/^DATA/i.test(part)) {
          inData = true;
          say("354 go on");
        } else if (/^QUIT/i.test(part)) {
          say("221 bye");
          socket.end();
        } else say("250 ok");
      }
    });
  };

  return {
    taken,
    /** Short waits, which a real server is given fifteen seconds for. */
    url: `smtp://127.0.0.1:${port}?greetingTimeout=250&connectionTimeout=250&socketTimeout=400`,
    async become(wanted: Manner) {
      if (manner === "absent" && wanted !== "absent") {
        server = serve().listen(port, "127.0.0.1");
        await once(server, "listening");
      }
      manner = wanted;
      for (const socket of sockets) socket.destroy();
      if (wanted === "absent") {
        server.close();
        await once(server, "close").catch(() => {});
      }
    },
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
