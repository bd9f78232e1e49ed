import { getStorage } from "@/lib/files/storage";
import type { Attempt } from "@/lib/jobs/run-jobs";
import type { ReadMail } from "@/lib/mail-reading/mail";
import { getSettings } from "@/lib/settings/environment";
import { isTrusted, parseNetworks } from "@/lib/settings/peer-address";
import { getSetting } from "@/lib/settings/setting-queries";
import { directoryActor } from "@/lib/tenancy/actor";
import { authenticateSender } from "./authenticate-sender";
import { type Authentication, type Findings, judgeFindings, noFindings } from "./authentication";
import { readServersResults } from "./authentication-results";
import { askDns } from "./dns";
import type { KeptMail } from "./incoming-mail";
import { findMailboxTrust } from "./mailbox-queries";

/** Thrown when the sender's DNS does not answer: the job comes back later. */
export class SenderUnavailable extends Error {}

/** Tries, a few minutes in all, before a message whose sender cannot be asked about waits for an agent. */
const mostTries = 6;

/**
 * What is known of a message's sender beyond his word: from the server that brought it, when its results are to be read, or from the
 * DNS. Null when its peer is believed, or there is no sender to ask about. Throws SenderUnavailable.
 */
export async function findAuthentication(
  row: KeptMail,
  mail: ReadMail,
  attempt: Attempt,
): Promise<Authentication | null> {
  if (row.peerTrusted || mail.from === null || mail.unreadable !== null) return null;
  const fromDomain = mail.from.address.slice(mail.from.address.lastIndexOf("@") + 1);
  const source = await findSource(row);
  const findings =
    source.server === null
      ? await ask(row, mail, source.by)
      : readServersResults(mail.trace, source.server, fromDomain);
  const authentication: Authentication = {
    ...(findings ?? noFindings),
    ...source,
    verdict: judgeFindings(findings ?? noFindings, fromDomain),
  };
  if (
    authentication.verdict === "unavailable" &&
    source.by === "guichet" &&
    attempt.number < mostTries &&
    !attempt.last
  )
    throw new SenderUnavailable(`The DNS of ${fromDomain} does not answer.`);
  return authentication;
}

type Source = Pick<Authentication, "by" | "server">;

/** Whose word counts: the mailbox's own server, a relay whose results are to be read, else nobody's but the DNS's. */
async function findSource({ mailboxId, peer }: KeptMail): Promise<Source> {
  if (mailboxId) return { by: "mailbox", server: (await findMailboxTrust(mailboxId))?.authservId ?? null };
  const relays = peer ? await directoryActor().transaction((tx) => getSetting(tx, "mail.resultRelays")) : [];
  const relay = relays.find(({ network }) => isTrusted(peer!, parseNetworks(network)));
  return relay ? { by: "relay", server: relay.server } : { by: "guichet", server: null };
}

/** A mailbox's peer is its server, which tells nothing about who wrote: then there is nobody to ask. */
async function ask(row: KeptMail, mail: ReadMail, by: Authentication["by"]): Promise<Findings | null> {
  if (by !== "guichet" || mail.from === null) return null;
  const asked = {
    ...{ peer: row.peer, helo: row.helo, envelopeFrom: row.envelopeFrom },
    ...{ from: mail.from.address, signatures: mail.signatureCount, mta: getSettings().mailDomain },
  };
  return authenticateSender(asked, () => getStorage().open(row.storageKey), askDns);
}
