import { hashStored } from "./hash-stored";
import { eachOf, shares } from "./share-of-keys";
import { getStorage } from "./storage";
import type { StoredBytes } from "./store";
import { listStoredRows, type StoredRow } from "./stored-row-queries";

/** What does not hold between rows and bytes. `row` is null for bytes that belong to none. */
export interface FileFault {
  fault: "missing" | "altered" | "orphan";
  key: string;
  row: Pick<StoredRow, "of" | "id"> | null;
  size: number;
}

export interface VerifiedFiles {
  rows: number;
  files: number;
  bytes: number;
  missing: number;
  altered: number;
  orphans: number;
}

/** Bytes without a row for less than that may belong to what is being written now. */
const youngMinutes = 60;
const atOnce = 4;

/** Reads all that is kept, and holds each file against its row and each row against its file; tells each fault as it is found. */
export async function verifyFiles(
  onFault: (fault: FileFault) => void,
  { removeOrphans = false, onFile = () => {} }: { removeOrphans?: boolean; onFile?: (size: number) => void } = {},
): Promise<VerifiedFiles> {
  const counts: VerifiedFiles = { rows: 0, files: 0, bytes: 0, missing: 0, altered: 0, orphans: 0 };
  for (const share of shares) {
    const rows = byKey(await listStoredRows(share));
    const tell = async (fault: FileFault) => {
      const name = fault.fault === "orphan" ? "orphans" : fault.fault;
      counts[name] += 1;
      onFault(fault);
      if (removeOrphans && fault.fault === "orphan") await getStorage().remove(fault.key);
    };
    const seen = new Set<string>();
    const unsure: FileFault[] = [];
    await eachOf(getStorage().list(share), atOnce, async (file) => {
      // A file on its way between two stores is in both.
      if (seen.has(file.key)) return;
      seen.add(file.key);
      counts.files += 1;
      counts.bytes += file.size;
      unsure.push(...(await verifyOne(file, rows.get(file.key) ?? [])));
      onFile(file.size);
    });
    for (const [key, owners] of rows) {
      counts.rows += owners.length;
      if (!seen.has(key)) unsure.push(...owners.filter(({ due }) => due).map((row) => faultOf("missing", row)));
    }
    for (const fault of await stillStanding(share, unsure)) await tell(fault);
  }
  return counts;
}

function byKey(rows: StoredRow[]): Map<string, StoredRow[]> {
  const found = new Map<string, StoredRow[]>();
  for (const row of rows) found.set(row.key, [...(found.get(row.key) ?? []), row]);
  return found;
}

async function verifyOne({ key, size, since }: StoredBytes, owners: StoredRow[]): Promise<FileFault[]> {
  if (owners.length === 0) {
    const young = Date.now() - since.getTime() < youngMinutes * 60_000;
    return young ? [] : [{ fault: "orphan", key, row: null, size }];
  }
  const claimed = owners.filter(({ sha256 }) => sha256 !== null);
  if (claimed.length === 0) return [];
  const kept = await hashStored(getStorage(), key);
  return kept ? claimed.filter((row) => row.sha256 !== kept.sha256).map((row) => faultOf("altered", row)) : [];
}

function faultOf(fault: "missing" | "altered", { of, id, key, size }: StoredRow): FileFault {
  return { fault, key, row: { of, id }, size: size ?? 0 };
}

/** People go on working: what was written or removed since the rows were read is no fault. */
async function stillStanding(share: string, unsure: FileFault[]): Promise<FileFault[]> {
  if (unsure.length === 0) return [];
  const rows = byKey(await listStoredRows(share));
  const stands: FileFault[] = [];
  for (const fault of unsure) {
    const owners = rows.get(fault.key) ?? [];
    if (fault.fault === "orphan" ? owners.length > 0 : !owners.some((row) => row.due && row.id === fault.row?.id))
      continue;
    if (fault.fault === "missing" && (await hashStored(getStorage(), fault.key))) continue;
    stands.push(fault);
  }
  return stands;
}
