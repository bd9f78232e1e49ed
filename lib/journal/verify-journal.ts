import { type Transaction, workspaceActor } from "@/lib/tenancy/actor";
import { checkEnd, checkLine, endOf, type Fault, type Head, startOf } from "./chain";
import { findLost, findReference, type HeadAndLine, type Journal, listJournals, streamLines } from "./journal-queries";

/** Where a chain breaks; `sequence` is that of the first line that does not hold, or of the last one when the end is at fault. */
export interface BrokenLink extends Journal {
  fault: Fault;
  chainId: string;
  sequence: number;
  /** Of the ticket whose chain it is; null for administration, or when the ticket is gone too. */
  reference: string | null;
  at: string | null;
}

export interface Verified {
  chains: number;
  lines: number;
  broken: BrokenLink | null;
}

/** Recomputes the whole journal, workspace by workspace, as a job sees it; stops at the first broken link. */
export async function verifyJournal(onJournal: (journal: Journal, verified: Verified) => void = () => {}) {
  const all: Verified = { chains: 0, lines: 0, broken: null };
  for (const journal of await listJournals()) {
    const verified = await workspaceActor(journal.workspaceId).transaction((tx) => verifyOne(tx, journal));
    onJournal(journal, verified);
    all.chains += verified.chains;
    all.lines += verified.lines;
    all.broken = verified.broken;
    if (all.broken) break;
  }
  return all;
}

async function verifyOne(tx: Transaction, journal: Journal): Promise<Verified> {
  const counted = { chains: 0, lines: 0 };
  const broken = (await followLines(tx, journal, counted)) ?? (await findLostChain(tx, journal));
  return { ...counted, broken };
}

async function followLines(tx: Transaction, journal: Journal, counted: { chains: number; lines: number }) {
  let head: Head | null = null;
  let last: Head | null = null;
  for await (const row of streamLines(tx, journal.workspaceId)) {
    if (row.head.chainId !== last?.chainId) {
      const fault = head && last && checkEnd(last, head);
      if (fault) return describe(tx, journal, { fault, ...last!, at: null });
      counted.chains += 1;
      last = startOf(row.head.chainId);
    }
    head = row.head;
    if (!row.line) continue;
    const fault = checkLine(last!, row.line) ?? checkBody(row);
    if (fault) return describe(tx, journal, { fault, ...endOf(row.line), at: row.line.at });
    counted.lines += 1;
    last = endOf(row.line);
  }
  const fault = head && last && checkEnd(last, head);
  return fault ? describe(tx, journal, { fault, ...last!, at: null }) : null;
}

/** A line holds the hash of the message or file it tells: what is kept must still be that. */
function checkBody({ line, keptSha256 }: HeadAndLine): Fault | null {
  if (!line || !["message.added", "note.added", "attachment.added"].includes(line.type)) return null;
  const told = line.payload.bodySha256 ?? line.payload.sha256;
  return told === undefined || told === keptSha256 ? null : "body";
}

async function findLostChain(tx: Transaction, journal: Journal) {
  const lost = await findLost(tx, journal.workspaceId);
  return lost && describe(tx, journal, { ...lost, sequence: 0, at: null });
}

async function describe(
  tx: Transaction,
  journal: Journal,
  { fault, chainId, sequence, at }: Pick<BrokenLink, "fault" | "chainId" | "sequence" | "at">,
): Promise<BrokenLink> {
  const reference = await findReference(tx, journal.workspaceId, chainId);
  return { ...journal, fault, chainId, sequence, reference, at };
}
