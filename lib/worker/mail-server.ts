import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import { largestMail } from "@/lib/incoming-mail/incoming-mail";
import { MailTooLarge } from "@/lib/incoming-mail/mail-head";
import { receiveMail } from "@/lib/incoming-mail/receive-mail";
import { getSettings } from "@/lib/settings/environment";
import type { Certificate } from "./certificate";
import { isOurDomain } from "./own-domains";
import type { PeerLimits } from "./peer-limits";
import { isTrustedPeer } from "./trusted-peers";

/** Milliseconds that messages on their way have to end once the server stops. */
const patience = 10_000;

export interface MailServer {
  address: string;
  useCertificate(certificate: Certificate): void;
  /** Refuses newcomers, lets the messages on their way in end, then closes. */
  stop(): Promise<void>;
}

interface Opening {
  protocol: "smtp" | "lmtp";
  listen: { host: string; port: number };
  limits: PeerLimits;
  /** With one, STARTTLS is offered (RFC 3207). */
  certificate: Certificate | null;
  onTrouble: (error: unknown) => void;
}

/**
 * Listens for SMTP (RFC 5321) or LMTP (RFC 2033). "250" is said only when a message is durable; any trouble of ours is a temporary refusal
 * (4yz), by LMTP to each recipient.
 */
export async function openMailServer(opening: Opening): Promise<MailServer> {
  const { protocol, listen, certificate, onTrouble } = opening;
  const server = new SMTPServer({
    name: getSettings().mailDomain,
    banner: "Guichet",
    lmtp: protocol === "lmtp",
    size: largestMail,
    rejectOversized: true,
    ...(certificate ?? {}),
    minVersion: "TLSv1.2",
    disabledCommands: certificate ? ["AUTH"] : ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    hideSMTPUTF8: false,
    maxClients: 200,
    maxRecipients: 100,
    maxAllowedUnauthenticatedCommands: false,
    socketTimeout: 60_000,
    closeTimeout: patience,
    ...answersOf(opening),
  });
  // A peer that goes away in the middle of its message, or speaks no TLS that we know, is no trouble of ours.
  server.on("error", (error: NodeJS.ErrnoException) => (isPeerFault(error) ? undefined : onTrouble(error)));
  await startListening(server, listen);
  const { port } = server.server.address() as AddressInfo;
  return {
    address: `${listen.host}:${port}`,
    useCertificate: (renewed) => server.updateSecureContext({ ...renewed }),
    // A peer that neither speaks nor leaves must not keep the process: past its patience the server is as good as closed.
    stop: () => Promise.race([new Promise<void>((done) => server.close(() => done())), delay(patience + 2_000)]),
  };
}

type Done<T = unknown> = (error?: Error | null, answer?: T) => void;

/** What is answered to each command; the library says the rest. */
function answersOf({ protocol, limits, onTrouble }: Opening) {
  return {
    onConnect: (session: SMTPServerSession, done: Done) =>
      done(limits.enter(session) ? null : reply(421, "Too many connections, try later")),
    onClose: (session: SMTPServerSession) => limits.leave(session),
    onMailFrom: ({ address }: { address: string }, session: SMTPServerSession, done: Done) => {
      if (holdsControls(address)) return done(reply(553, "Not an address"));
      done(limits.countMail(session) ? null : reply(450, "Too many messages, try later"));
    },
    onRcptTo: ({ address }: { address: string }, _session: SMTPServerSession, done: Done) => {
      if (holdsControls(address)) return done(reply(553, "Not an address"));
      isOurDomain(address)
        .then((ours) => done(ours ? null : reply(550, "No such recipient here")))
        .catch((error) => {
          onTrouble(error);
          done(reply(451, "Try later"));
        });
    },
    onData: (stream: SMTPServerDataStream, session: SMTPServerSession, done: Done<string>) => {
      takeMessage(protocol, stream, session)
        .then((answer) => done(null, answer))
        .catch((error) => {
          if (error instanceof MailTooLarge) return done(reply(552, "Message larger than 50 MB"));
          if (!isPeerFault(error)) onTrouble(error);
          done(reply(451, "Not taken, try later"));
        });
    },
  };
}

async function takeMessage(
  door: Opening["protocol"],
  raw: SMTPServerDataStream,
  { remoteAddress: peer, hostNameAppearsAs, envelope }: SMTPServerSession,
): Promise<string> {
  const { id } = await receiveMail({
    ...{ raw, door, peer },
    peerTrusted: await isTrustedPeer(peer),
    helo: hostNameAppearsAs ? hostNameAppearsAs.replace(/\p{Cc}/gu, "").slice(0, 255) : null,
    envelopeFrom: envelope.mailFrom ? envelope.mailFrom.address : null,
    envelopeTo: envelope.rcptTo.map(({ address }) => address.toLowerCase()),
  });
  return `Message taken as ${id}`;
}

function holdsControls(address: string): boolean {
  return /\p{Cc}/u.test(address);
}

function reply(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}

function isPeerFault({ code = "" }: NodeJS.ErrnoException): boolean {
  const faults = ["ECONNRESET", "EPIPE", "ETIMEDOUT", "ERR_STREAM_PREMATURE_CLOSE"];
  return faults.includes(code) || code.startsWith("ERR_SSL");
}

function startListening(server: SMTPServer, { host, port }: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.server.once("error", reject);
    server.listen(port, host, () => {
      server.server.off("error", reject);
      resolve();
    });
  });
}
