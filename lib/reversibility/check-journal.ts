import { checkEnd, checkLine, endOf, type Head, type Line, startOf } from "@/lib/journal/chain";
import type { Fault } from "./fault";
import { MerkleByWorkspace } from "./merkle-by-workspace";
import type { OpenDump } from "./open-dump";
import { type Row, readRows } from "./read-rows";
import { getDumpTable } from "./tables";

interface ChainRow {
  workspace_id: string;
  id: string;
  last_sequence: number;
  last_hash: string;
}

/** Recomputes the journal of a dump: each line follows the one before, each chain ends where its head says, and the heads are those of the manifest. */
export async function checkJournal(dump: OpenDump, tell: (fault: Fault) => void): Promise<number> {
  const silent = () => {};
  const lines = readRows(dump, getDumpTable("event")!, silent)[Symbol.asyncIterator]();
  const heads = new MerkleByWorkspace();
  let counted = 0;
  let next = await lines.next();
  for await (const { row } of readRows(dump, getDumpTable("chain")!, silent)) {
    const chain = row as unknown as ChainRow;
    heads.add(chain);
    let last: Head = startOf(chain.id);
    for (; !next.done && isOf(next.value.row, chain); next = await lines.next()) {
      const line = lineOf(next.value.row);
      const fault = checkLine(last, line);
      if (fault) tell({ kind: "journal", entry: "journal/event.jsonl", line: next.value.line, detail: fault });
      last = endOf(line);
      counted += 1;
    }
    const fault = checkEnd(last, { chainId: chain.id, sequence: chain.last_sequence, hash: chain.last_hash });
    if (fault) tell({ kind: "journal", entry: "journal/chain.jsonl", detail: `${fault} ${chain.id}` });
  }
  if (!next.done) tell({ kind: "journal", entry: "journal/event.jsonl", line: next.value.line, detail: "headless" });
  if (JSON.stringify(heads.roots()) !== JSON.stringify(dump.manifest.journals))
    tell({ kind: "journal", entry: "manifest.json", detail: "journals" });
  return counted;
}

const isOf = (row: Row, { workspace_id, id }: ChainRow) => row.workspace_id === workspace_id && row.chain_id === id;

/** A line as its hash was taken: what is about no item and no package does not say so. */
function lineOf(row: Row): Line {
  return {
    workspaceId: row.workspace_id,
    chainId: row.chain_id,
    sequence: row.sequence,
    ticketId: row.ticket_id,
    ...(row.item_id ? { itemId: row.item_id } : {}),
    ...(row.package_id ? { packageId: row.package_id } : {}),
    requires: row.requires,
    at: new Date(String(row.at)).toISOString(),
    actorId: row.actor_id,
    door: row.door,
    type: row.type,
    payload: row.payload,
    previousHash: row.previous_hash,
    hash: row.hash,
  } as Line;
}
