import { type ChildProcess, spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type SQL, sql } from "drizzle-orm";
import { Upload } from "tus-js-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, type World } from "@/tests/world";

const root = join(import.meta.dirname, "../..");
let world: World;
let server: { port: number; process: ChildProcess };

beforeAll(async () => {
  world = await openWorld();
  server = await startServer();
});

afterAll(async () => {
  await stopServer("SIGTERM");
  await world.close();
});

/** As the uploads' owner: the owner of the tables sees no content. */
async function asInes(query: SQL) {
  return world.actor("ines@culture.example").transaction((tx) => tx.execute(query));
}

async function startServer(port = 0) {
  const started = spawn(process.execPath, ["--import", "tsx", "tests/files/upload-server.ts", String(port)], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(started.stdout!, "data");
  return { port: Number(String(line)), process: started };
}

async function stopServer(signal: NodeJS.Signals) {
  if (server.process.exitCode !== null || server.process.signalCode !== null) return;
  const gone = once(server.process, "exit");
  server.process.kill(signal);
  await gone;
}

const ines = () => world.account("ines@culture.example").id;
const rachid = () => world.account("rachid@efs.example").id;
const base = () => `http://127.0.0.1:${server.port}`;

function ask(method: string, path: string, account: string, headers: Record<string, string> = {}, body?: Buffer) {
  return fetch(base() + path, {
    method,
    headers: { "tus-resumable": "1.0.0", "x-account": account, ...headers },
    body: body && new Uint8Array(body),
  });
}

async function begin(account: string, size: number, name = "rapport.txt"): Promise<string> {
  const metadata = `filename ${Buffer.from(name).toString("base64")}`;
  const answer = await ask("POST", "/api/v1/uploads", account, {
    "upload-length": String(size),
    "upload-metadata": metadata,
  });
  expect(answer.status).toBe(201);
  return answer.headers.get("location")!;
}

function append(path: string, account: string, offset: number, body: Buffer) {
  const headers = { "upload-offset": String(offset), "content-type": "application/offset+octet-stream" };
  return ask("PATCH", path, account, headers, body);
}

const offsetOf = async (path: string) => Number((await ask("HEAD", path, ines())).headers.get("upload-offset"));

const rowOf = async (path: string) => {
  const [row] = await asInes(sql`select * from upload where id = ${path.slice(-32)}`);
  return row;
};

/** Sends the beginning of a PATCH and cuts the wire. */
async function appendAndCut(path: string, whole: Buffer, sent: number) {
  const socket = connect(server.port, "127.0.0.1");
  await once(socket, "connect");
  socket.on("error", () => {});
  socket.write(
    `PATCH ${path} HTTP/1.1\r\nHost: localhost\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\nX-Account: ${ines()}\r\n` +
      `Content-Type: application/offset+octet-stream\r\nContent-Length: ${whole.length}\r\n\r\n`,
  );
  socket.write(whole.subarray(0, sent));
  await wait(300);
  return socket;
}

describe("an upload", () => {
  it("is kept with its hash, its type by content and a clean name, and a message takes it once", async () => {
    const bytes = Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n");
    const path = await begin(ines(), bytes.length, "../../étiquette\u202efdp.exe");
    expect(path).toMatch(/^\/api\/v1\/uploads\/[0-9a-f]{32}$/);
    expect((await append(path, ines(), 0, bytes)).status).toBe(204);
    const row = (await rowOf(path))!;
    expect(row).toMatchObject({ name: "étiquette\ufffdfdp.exe", type: "application/pdf", size: String(bytes.length) });
    expect(row.sha256).toBe(createHash("sha256").update(bytes).digest("hex"));
    expect(row.storage_key).not.toContain(row.id);

    const { openTicket } = await import("@/lib/tickets/open-ticket");
    const asked = { project: "PORTAIL", title: "Avec un fichier", message: "Le voici.", uploads: [row.id as string] };
    const ticket = await openTicket(world.actor("ines@culture.example"), asked);
    await expect(openTicket(world.actor("ines@culture.example"), asked)).rejects.toMatchObject({
      code: "upload-not-ready",
    });
    expect((await ask("DELETE", path, ines())).status).toBe(409);

    const { openAttachment } = await import("@/lib/files/open-attachment");
    const { listAttachments } = await import("@/lib/tickets/thread-queries");
    const [attached] = await world.actor("ines@culture.example").transaction((tx) => listAttachments(tx, ticket));
    const kept = await openAttachment(world.actor("ines@culture.example"), attached!.id);
    expect(Buffer.concat(await (await kept.read()).toArray())).toEqual(bytes);
    const middle = await kept.read({ start: 1, end: 3 });
    expect(Buffer.concat(await middle.toArray()).toString()).toBe("PDF");
    const foreign = openAttachment(world.actor("rachid@efs.example"), attached!.id);
    await expect(foreign).rejects.toMatchObject({ code: "not-found" });
  });

  it("does not exist for anybody else, whatever he asks", async () => {
    const path = await begin(ines(), 5);
    for (const method of ["HEAD", "PATCH", "DELETE"]) {
      const answer =
        method === "PATCH" ? await append(path, rachid(), 0, Buffer.from("hello")) : await ask(method, path, rachid());
      expect([method, answer.status]).toEqual([method, 404]);
    }
    expect(await offsetOf(path)).toBe(0);
    const absent = await ask("HEAD", `/api/v1/uploads/${"0".repeat(32)}`, ines());
    expect(absent.status).toBe(404);
    const { takeUploads } = await import("@/lib/files/take-uploads");
    await append(path, ines(), 0, Buffer.from("hello"));
    const stolen = world.actor("rachid@efs.example").transaction((tx) => takeUploads(tx, [path.slice(-32)]));
    await expect(stolen).rejects.toMatchObject({ code: "upload-not-ready" });
  });

  it("goes on after the wire was cut", async () => {
    const bytes = randomBytes(400_000);
    const path = await begin(ines(), bytes.length, "coupé.bin");
    (await appendAndCut(path, bytes, 150_000)).destroy();
    const offset = await offsetOf(path);
    expect(offset).toBeGreaterThan(0);
    expect(offset).toBeLessThanOrEqual(150_000);
    expect((await append(path, ines(), offset, bytes.subarray(offset))).status).toBe(204);
    expect((await rowOf(path))!.sha256).toBe(createHash("sha256").update(bytes).digest("hex"));
  });

  it("goes on after the server was killed, with the client that browsers use", async () => {
    const bytes = randomBytes(3_000_000);
    let restarted: Promise<void> | undefined;
    const url = await new Promise<string>((resolve, reject) => {
      const upload = new Upload(bytes, {
        endpoint: `${base()}/api/v1/uploads`,
        headers: { "x-account": ines() },
        metadata: { filename: "long.bin" },
        chunkSize: 500_000,
        retryDelays: Array.from({ length: 120 }, () => 500),
        onChunkComplete() {
          restarted ??= stopServer("SIGKILL").then(async () => {
            server = await startServer(server.port);
          });
        },
        onSuccess: () => resolve(upload.url!),
        onError: reject,
      });
      upload.start();
    });
    expect(restarted).toBeDefined();
    await restarted;
    expect((await rowOf(url))!.sha256).toBe(createHash("sha256").update(bytes).digest("hex"));
  });

  it("whose last answer was lost is finished by asking how far it is", async () => {
    const bytes = Buffer.from("tout est là");
    const path = await begin(ines(), bytes.length);
    // The bytes came, and the process died before it could say so.
    const { writeFileSync } = await import("node:fs");
    writeFileSync(join(world.dataFolder, "uploads", path.slice(-32)), bytes);
    expect((await rowOf(path))!.finished_at).toBeNull();
    expect(await offsetOf(path)).toBe(bytes.length);
    expect(await offsetOf(path)).toBe(bytes.length);
    expect((await rowOf(path))!.finished_at).not.toBeNull();
    expect((await append(path, ines(), bytes.length, Buffer.alloc(0))).status).toBe(409);
  });

  it("is refused when it is too large, without its length, or from somebody who belongs nowhere", async () => {
    await world.owner`insert into setting (key, value) values ('files.maximumSize', '1000')`;
    const large = await ask("POST", "/api/v1/uploads", ines(), { "upload-length": "1001" });
    expect([large.status, await large.json()]).toEqual([413, { code: "file-too-large" }]);
    const options = await ask("OPTIONS", "/api/v1/uploads", ines());
    expect(options.headers.get("tus-max-size")).toBe("1000");
    expect([...options.headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
    expect((await ask("POST", "/api/v1/uploads", ines(), { "upload-defer-length": "1" })).status).toBe(501);
    const admin = world.account("admin@guichet.example").id;
    expect((await ask("POST", "/api/v1/uploads", admin, { "upload-length": "10" })).status).toBe(403);
    await world.owner`delete from setting where key = 'files.maximumSize'`;
  });

  it("given up leaves nothing", async () => {
    const path = await begin(ines(), 5);
    await append(path, ines(), 0, Buffer.from("hello"));
    const key = (await rowOf(path))!.storage_key as string;
    const stored = join(world.dataFolder, "files", key.slice(0, 2), key);
    expect(existsSync(stored)).toBe(true);
    expect((await ask("DELETE", path, ines())).status).toBe(204);
    expect(existsSync(stored)).toBe(false);
    expect((await ask("HEAD", path, ines())).status).toBe(404);
  });

  it("that nobody finished goes away with its bytes, and one that a message took stays", async () => {
    const { removeExpiredUploads } = await import("@/lib/files/remove-expired-uploads");
    const forgotten = await begin(ines(), 10);
    await append(forgotten, ines(), 0, Buffer.from("hello"));
    const taken = await begin(ines(), 5);
    await append(taken, ines(), 0, Buffer.from("hello"));
    const { takeUploads } = await import("@/lib/files/take-uploads");
    const [file] = await world.actor("ines@culture.example").transaction((tx) => takeUploads(tx, [taken.slice(-32)]));
    const both = sql`id in (${forgotten.slice(-32)}, ${taken.slice(-32)})`;
    await asInes(sql`update upload set expires_at = now() - interval '1 minute' where ${both}`);
    expect((await ask("HEAD", forgotten, ines())).status).toBe(404);
    const { utimesSync } = await import("node:fs");
    const folder = join(world.dataFolder, "uploads");
    for (const name of readdirSync(folder)) utimesSync(join(folder, name), 0, 0);
    expect(await removeExpiredUploads()).toBe(2);
    expect(readdirSync(folder).filter((name) => name.startsWith(forgotten.slice(-32)))).toEqual([]);
    expect(existsSync(join(world.dataFolder, "files", file!.storageKey.slice(0, 2), file!.storageKey))).toBe(true);
  });
});
