import { createHmac, timingSafeEqual } from "node:crypto";
import { Readable } from "node:stream";
import { Invalid, NotFound } from "@/lib/access/refusals";
import { getSettings } from "@/lib/settings/environment";
import type { Received } from "./delivery";
import { receiveMail } from "./receive-mail";

/** A message as an HTTP request brings it. Header values are as they came; null when absent. */
export interface SignedDelivery {
  body: AsyncIterable<Uint8Array>;
  /** Seconds since 1970. */
  timestamp: string | null;
  /** `v2=` and the HMAC-SHA-256, in hexadecimal, of the timestamp, the two envelope headers as sent, a line feed after each, and the body. */
  signature: string | null;
  /** `<>` is the null path of automatic mail. */
  envelopeFrom: string | null;
  /** Addresses separated by commas. */
  envelopeTo: string | null;
  peer: string;
}

/** The request is not signed with the secret that was agreed, or was signed too long ago. */
export class BadSignature extends Error {}

/** Seconds by which the clocks of both may differ, and for which a request that somebody overheard stays good. */
const tolerance = 300;
const mostRecipients = 100;

/**
 * Receives a message that whoever holds MAIL_HTTP_SECRET signed. The signature is checked while the bytes pass to the store: nothing is
 * committed on a bad one. Throws NotFound (there is no such door), Invalid, BadSignature or MailTooLarge.
 */
export async function receiveSignedMail(delivery: SignedDelivery): Promise<Received> {
  const { mailHttpSecret: secret } = getSettings();
  if (!secret) throw new NotFound();
  const { body, timestamp, signature, envelopeFrom, envelopeTo, peer } = delivery;
  ensureRecent(timestamp);
  return receiveMail({
    raw: Readable.from(
      verified(body, secret, `${timestamp}\n${envelopeFrom ?? ""}\n${envelopeTo ?? ""}\n`, signature),
      {
        objectMode: false,
      },
    ),
    ...{ door: "http", peer, peerTrusted: true },
    envelopeFrom: readAddresses("envelope-from", envelopeFrom, 1)[0] ?? (envelopeFrom === "<>" ? "" : null),
    envelopeTo: readAddresses("envelope-to", envelopeTo, mostRecipients),
  });
}

function ensureRecent(timestamp: string | null): asserts timestamp is string {
  const isNumber = timestamp !== null && /^\d{1,12}$/.test(timestamp);
  if (!isNumber || Math.abs(Date.now() / 1000 - Number(timestamp)) > tolerance) throw new BadSignature();
}

/** The same bytes; past the last one, an error unless they were signed. */
async function* verified(
  body: AsyncIterable<Uint8Array>,
  secret: string,
  head: string,
  signature: string | null,
): AsyncGenerator<Buffer> {
  const hmac = createHmac("sha256", secret).update(head);
  for await (const chunk of body) {
    hmac.update(chunk);
    yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  }
  const expected = Buffer.from(`v2=${hmac.digest("hex")}`);
  const given = Buffer.from(signature ?? "");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new BadSignature();
}

function readAddresses(field: string, header: string | null, most: number): string[] {
  const addresses = (header ?? "")
    .split(",")
    .map((address) =>
      address
        .trim()
        .replace(/^<(.*)>$/, "$1")
        .toLowerCase(),
    )
    .filter((address) => address !== "");
  const isOdd = addresses.some((address) => address.length > 320 || !/^[^\s\p{Cc}<>]+@[^\s\p{Cc}<>@]+$/u.test(address));
  if (isOdd || addresses.length > most) throw new Invalid("mail-address", field);
  return [...new Set(addresses)];
}
