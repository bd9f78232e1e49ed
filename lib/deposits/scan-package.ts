import { and, eq, isNull } from "drizzle-orm";
import { depositPackage } from "@/db/schema";
import { scanFile } from "@/lib/files/scan-file";
import { recordEvent } from "@/lib/journal/record-event";
import { listAgents } from "@/lib/outgoing-mail/agent-queries";
import { queueInfectedMail } from "@/lib/outgoing-mail/queue-infected-mail";
import { workspaceActor } from "@/lib/tenancy/actor";

/** Has a package scanned, once. From then on it is served, or set aside and its depositor and whoever installs are told. Throws ScannerAway. */
export async function scanPackage({ workspaceId, packageId }: { workspaceId: string; packageId: string }) {
  const actor = workspaceActor(workspaceId);
  const { id, scannedAt, erasedAt, arrival } = depositPackage;
  const waiting = and(eq(id, packageId), isNull(scannedAt), isNull(erasedAt), eq(arrival, "ready"));
  const [found] = await actor.transaction((tx) => tx.select().from(depositPackage).where(waiting));
  if (!found?.storageKey || !found.sha256) return;
  const scan = await scanFile({ storageKey: found.storageKey, sha256: found.sha256 });
  if (!scan) return;
  await actor.transaction(async (tx) => {
    const [scanned] = await tx.update(depositPackage).set(scan).where(waiting).returning({ id });
    // Another worker was first.
    if (!scanned) return;
    const { verdict, threat, scanEngine: engine } = scan;
    const { name, version, depositedBy } = found;
    const told = await recordEvent(tx, {
      type: verdict === "infected" ? "package.quarantined" : "package.scanned",
      ...{ workspaceId, packageId, payload: { name, version, engine, ...(threat ? { threat } : { verdict }) } },
    });
    if (verdict !== "infected") return;
    const installers = await listAgents(tx, workspaceId, "deposits.install");
    await queueInfectedMail(tx, { workspaceId, eventId: told.id }, [...new Set([depositedBy, ...installers])]);
  });
}
