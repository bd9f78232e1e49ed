import { Readable } from "node:stream";
import { authenticate, type DNSResolver } from "mailauth";
import { type AuthenticationResult, type Findings, readResult } from "./authentication";

export interface Asked {
  peer: string | null;
  helo: string | null;
  /** MAIL FROM; "" is the null path. */
  envelopeFrom: string | null;
  from: string;
  /** How many DKIM signatures the message bears: each one is work, and a sender chooses their number. */
  signatures: number;
  /** Under what name we ask. */
  mta: string;
}

const milliseconds = 5_000;
const mostSignatures = 10;
const unanswered: Findings = {
  spf: { result: "temperror", domain: null },
  dkim: [],
  dmarc: { result: "temperror", domain: null },
};

/**
 * Asks the DNS whether the peer and the signatures of a message speak for the domain in its From (SPF, DKIM, DMARC). Reads the
 * message as it passes, whatever its size, and takes five seconds at most: what is not known by then is a temporary error.
 */
export async function authenticateSender(
  asked: Asked,
  open: () => Promise<Readable>,
  resolve: DNSResolver,
): Promise<Findings> {
  const message = asked.signatures > mostSignatures ? headOf(asked.from) : await open();
  // A stream that we give up on must not bring the process down.
  message.on("error", () => {});
  const ended = Promise.withResolvers<Findings>();
  const timer = setTimeout(() => ended.resolve(unanswered), milliseconds);
  try {
    return await Promise.race([verify(asked, message, resolve), ended.promise]);
  } finally {
    clearTimeout(timer);
    message.destroy();
  }
}

/** A message with more signatures than anybody needs is asked about without them. */
function headOf(from: string): Readable {
  return Readable.from([Buffer.from(`From: <${from}>\r\n\r\n`)]);
}

async function verify(asked: Asked, message: Readable, resolver: DNSResolver): Promise<Findings> {
  const found = await authenticate(message, {
    ...(asked.peer ? { ip: asked.peer.replace(/^::ffff:(?=\d+\.)/i, "") } : {}),
    ...(asked.helo ? { helo: asked.helo } : {}),
    ...(asked.envelopeFrom ? { sender: asked.envelopeFrom } : {}),
    mta: asked.mta,
    resolver,
    disableArc: true,
    disableBimi: true,
    rejectRsaSha1: true,
  });
  const { spf, dkim, dmarc } = found as unknown as Verified;
  return {
    spf: asked.peer && spf ? finding(spf.status.result, spf.domain) : null,
    dkim: dkim.results
      .filter((one) => one.signingDomain)
      .slice(0, mostSignatures)
      .map((one) => finding(one.status.result, one.signingDomain)),
    dmarc: dmarc ? finding(dmarc.status.result, dmarc.policyDomain ?? dmarc.domain) : null,
  };
}

type Status = { status: { result: string } };

/** What of mailauth's answer is read here. */
interface Verified {
  spf?: Status & { domain?: string };
  dkim: { results: (Status & { signingDomain?: string })[] };
  dmarc: (Status & { domain?: string; policyDomain?: string }) | false;
}

function finding(result: string, domain: string | undefined): { result: AuthenticationResult; domain: string | null } {
  return { result: readResult(result), domain: domain?.toLowerCase().slice(0, 253) ?? null };
}
