import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import { largestMail } from "@/lib/incoming-mail/incoming-mail";
import { MailTooLarge } from "@/lib/incoming-mail/mail-head";
import { receiveMail } from "@/lib/incoming-mail/receive-mail";
import { getSettings } from "@/lib/settings/environment";
import { isOurDomain } from "./own-domains";
import { PeerLimits } from "./peer-limits";
import { isTrustedPeer } from "./trusted-peers";

/** Milliseconds that messages on their way have to end once the listener stops. */
const patience = 10_000;

export interface RunningListener {
  address: string;
  /** Refuses newcomers, lets the messages on their way in end, then closes. */
  stop(): Promise<void>;
}

/** Listens for SMTP (RFC 5321). "250" is said only when a message is durable; any trouble of ours is a temporary refusal (4yz). */
export async function startListener(onTrouble: (error: unknown) => void): Promise<RunningListener> {
  const limits = new PeerLimits();
  const { mailListen, mailDomain } = getSettings();
  const server = new SMTPServer({
    name: mailDomain,
    banner: "Guichet",
    size: largestMail,
    rejectOversized: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    hideSMTPUTF8: false,
    maxClients: 200,
    maxRecipients: 100,
    maxAllowedUnauthenticatedCommands: false,
    socketTimeout: 60_000,
    closeTimeout: patience,
    onConnect: (session, done) => done(limits.enter(session) ? null : reply(421, "Too many connections, try later")),
    onClose: (session) => limits.leave(session),
    onMailFrom: (_address, session, done) =>
      done(limits.countMail(session) ? null : reply(450, "Too many messages, try later")),
    onRcptTo: ({ address }, _session, done) => {
      isOurDomain(address)
        .then((ours) => done(ours ? null : reply(550, "No such recipient here")))
        .catch((error) => {
          onTrouble(error);
          done(reply(451, "Try later"));
        });
    },
    onData: (stream, session, done) => {
      takeMessage(stream, session)
        .then((answer) => done(null, answer))
        .catch((error) => {
          if (error instanceof MailTooLarge) return done(reply(552, "Message larger than 50 MB"));
          if (!isPeerFault(error)) onTrouble(error);
          done(reply(451, "Not taken, try later"));
        });
    },
  });
  // A peer that goes away in the middle of its message is no trouble of ours.
  server.on("error", (error: NodeJS.ErrnoException) => (isPeerFault(error) ? undefined : onTrouble(error)));
  await listen(server, mailListen);
  const { port } = server.server.address() as AddressInfo;
  return {
    address: `${mailListen.host}:${port}`,
    // A peer that neither speaks nor leaves must not keep the process: past its patience the server is as good as closed.
    stop: () => Promise.race([new Promise<void>((done) => server.close(() => done())), delay(patience + 2_000)]),
  };
}

async function takeMessage(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<string> {
  const { remoteAddress: peer, envelope } = session;
  const { id } = await receiveMail({
    raw: stream,
    door: "smtp",
    ...{ peer, peerTrusted: await isTrustedPeer(peer) },
    envelopeFrom: envelope.mailFrom ? envelope.mailFrom.address : null,
    envelopeTo: envelope.rcptTo.map(({ address }) => address.toLowerCase()),
  });
  return `Message taken as ${id}`;
}

function reply(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}

function isPeerFault({ code }: NodeJS.ErrnoException): boolean {
  return ["ECONNRESET", "EPIPE", "ETIMEDOUT", "ERR_STREAM_PREMATURE_CLOSE"].includes(code ?? "");
}

function listen(server: SMTPServer, { host, port }: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.server.once("error", reject);
    server.listen(port, host, () => {
      server.server.off("error", reject);
      resolve();
    });
  });
}
