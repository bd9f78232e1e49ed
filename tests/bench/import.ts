import type postgres from "postgres";
import { personActor } from "@/lib/tenancy/actor";
import { scopes } from "./database";

const lines = 100_000;
const goal = 60_000;

/** The same on the large world, as an agent of it. */
export async function benchImportOnBench(owner: postgres.Sql) {
  const [place] = await owner<{ account: string; workspace: string; project: string }[]>`
    select (select id from account where mail = ${scopes["agent (1 000 projets)"]}) as account, w.key as workspace, p.key as project
      from project p join workspace w on w.id = p.workspace_id where p.key = 'B009P1'`;
  const { account, workspace, project } = place!;
  const keys = Date.now().toString(36);
  const sheet = () => Buffer.from([...rowsOf(keys)].map((row) => row.join(";")).join("\n"));
  await benchImport(account, { workspace, project }, { CSV: sheet, "le même CSV": sheet });
}

type Formats = Record<string, () => Promise<Buffer> | Buffer>;

/** A hundred thousand servers, one line in a hundred at fault: read, judged, then written in one transaction, as a person. */
export async function benchImport(accountId: string, place: { workspace: string; project?: string }, formats: Formats) {
  console.log(`\nImport de ${lines.toLocaleString("fr")} éléments, 1 % de lignes fautives`);
  const verbs = {
    ...(await import("@/lib/item-imports/start-item-import")),
    ...(await import("@/lib/item-imports/read-item-import")),
    ...(await import("@/lib/item-imports/judge-item-import")),
    ...(await import("@/lib/item-imports/confirm-item-import")),
    ...(await import("@/lib/item-imports/apply-item-import")),
    ...(await import("@/lib/item-imports/item-import-queries")),
  };
  const actor = personActor(accountId, "worker");
  for (const [format, make] of Object.entries(formats)) {
    const upload = await layUpload(actor, await make());
    const times: [string, number][] = [];
    const timed = async <T>(name: string, work: () => Promise<T>) => {
      const start = performance.now();
      const made = await work();
      times.push([name, performance.now() - start]);
      return made;
    };
    const mapping = { Clé: "externalKey", Nom: "name", État: "status", Criticité: "criticality", Salle: "values.room" };
    const { id } = await verbs.startItemImport(actor, { ...place, type: "server", upload, mapping });
    const payload = { accountId, importId: id };
    await timed("lecture", () => verbs.readItemImport(payload, { last: true }));
    await timed("examen", () => verbs.judgeItemImport(payload, { last: true }));
    const counts = await timed("comptes", () => actor.transaction((tx) => verbs.countLines(tx, id)));
    await verbs.confirmItemImport(actor, { import: id });
    await timed("écriture", () => verbs.applyItemImport(payload, { last: true }));
    const { state, done, failure } = await actor.transaction((tx) => verbs.getItemImport(tx, id));
    const total = times.reduce((sum, [, took]) => sum + took, 0);
    const told = times.map(([name, took]) => `${name} ${(took / 1000).toFixed(1)} s`).join(", ");
    console.log(
      `  ${format} : ${(total / 1000).toFixed(1)} s (${told}) ; ${state}, ${done} écrits, ${counts.refuse} refusés${failure ? ` (${failure.code})` : ""} ${total < goal ? "✓" : "✗"}`,
    );
  }
}

/** The rows of such a sheet: titles first; `keys` keeps the sheets of one run apart. */
export function* rowsOf(keys: string): Generator<string[]> {
  yield ["Clé", "Nom", "État", "Criticité", "Salle"];
  for (let line = 0; line < lines; line++)
    yield [
      `${keys}-${line}`,
      `serveur ${keys} ${line}`,
      line % 100 === 0 ? "Cassé" : "En service",
      "2",
      `B${line % 40}`,
    ];
}

async function layUpload(actor: ReturnType<typeof personActor>, bytes: Buffer): Promise<string> {
  const { sql } = await import("drizzle-orm");
  const { newIdentifier } = await import("@/lib/tenancy/identifier");
  const { storeFile } = await import("@/lib/files/store-file");
  const id = newIdentifier().replaceAll("-", "");
  const { name, type, size, sha256, storageKey } = await storeFile("parc", bytes);
  await actor.transaction((tx) =>
    tx.execute(sql`insert into upload (id, account_id, name, size, finished_at, type, sha256, storage_key, expires_at)
      values (${id}, ${actor.accountId}, ${name}, ${size}, now(), ${type}, ${sha256}, ${storageKey}, now() + interval '1 hour')`),
  );
  return id;
}
