import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { ZipFile } from "yazl";
import { askAbout, askVersion, ScannerAway } from "@/lib/files/clamd";
import { judgeAnswer, judgeSafety } from "@/lib/files/scan";
import { eicar, openFakeClamd } from "./fake-clamd";

describe("clamd's answers", () => {
  test.each([
    ["stream: OK", { verdict: "clean", threat: null }],
    ["stream: Win.Test.EICAR_HDB-1 FOUND", { verdict: "infected", threat: "Win.Test.EICAR_HDB-1" }],
    ["INSTREAM size limit exceeded. ERROR", { verdict: null, threat: null }],
    ["stream: Heuristics.Limits.Exceeded.MaxScanSize FOUND", { verdict: null, threat: null }],
    ["stream: Can't allocate memory ERROR", null],
    ["UNKNOWN COMMAND", null],
    ["", null],
  ])("%s", (answer, judged) => expect(judgeAnswer(answer)).toEqual(judged));
});

describe("a file is served", () => {
  const scannedAt = new Date();
  const [clean, infected] = [{ scannedAt, verdict: "clean" } as const, { scannedAt, verdict: "infected" } as const];
  const [unscanned, unscannable] = [
    { scannedAt: null, verdict: null },
    { scannedAt, verdict: null },
  ];
  const all = ["auto", "always", "never"] as const;

  test.each(all.flatMap((how) => [true, false].map((scanner) => ({ unscanned: how, scanner }))))(
    "when it is clean and never when it is infected: %o",
    (scanning) => {
      expect(judgeSafety(clean, scanning)).toEqual({ state: "clean", served: true });
      expect(judgeSafety(infected, scanning)).toEqual({ state: "infected", served: false });
    },
  );

  test.each([
    [unscanned, { scanner: false, unscanned: "auto" }, "notScanned", true],
    [unscanned, { scanner: true, unscanned: "auto" }, "waiting", false],
    [unscanned, { scanner: true, unscanned: "always" }, "waiting", true],
    [unscanned, { scanner: false, unscanned: "never" }, "notScanned", false],
    [unscannable, { scanner: true, unscanned: "auto" }, "notScannable", true],
    [unscannable, { scanner: true, unscanned: "never" }, "notScannable", false],
    [unscannable, { scanner: false, unscanned: "auto" }, "notScannable", true],
  ] as const)("or else as the setting says: %o %o", (file, scanning, state, served) =>
    expect(judgeSafety(file, scanning)).toEqual({ state, served }),
  );
});

const of = (pieces: Buffer[]) => async () => Readable.from(pieces);

describe("a scanner", () => {
  it("is sent bytes as they come, and answers", async () => {
    const clamd = await openFakeClamd();
    expect(await askVersion(clamd.address)).toMatch(/^ClamAV 1\.4\.6\/27650/);
    expect(await askAbout(clamd.address, of([Buffer.from("bon"), Buffer.alloc(0), Buffer.from("jour")]))).toBe(
      "stream: OK",
    );
    expect(await askAbout(clamd.address, of([]))).toBe("stream: OK");
    const cut = [eicar.subarray(0, 20), eicar.subarray(20)];
    expect(await askAbout(clamd.address, of(cut))).toContain("EICAR");
    await clamd.close();
  });

  it("that has its limit before the end is heard, though it hangs up on us", async () => {
    const clamd = await openFakeClamd({ limit: 100_000 });
    const bytes = Array.from({ length: 500 }, () => randomBytes(65_536));
    for (let time = 0; time < 5; time++)
      expect(await askAbout(clamd.address, of(bytes))).toContain("size limit exceeded");
    await clamd.close();
  });

  it("that is not there or breaks off is away; a file of ours that breaks off is our own fault", async () => {
    const clamd = await openFakeClamd();
    clamd.feels("breaks off");
    await expect(askAbout(clamd.address, of([randomBytes(100)]))).rejects.toThrow(ScannerAway);
    clamd.feels("well");
    const broken = Readable.from(
      (async function* () {
        yield randomBytes(10);
        throw new Error("the disk");
      })(),
    );
    await expect(askAbout(clamd.address, async () => broken)).rejects.toThrow("the disk");
    await clamd.close();
    await expect(askAbout(clamd.address, of([randomBytes(100)]))).rejects.toThrow(ScannerAway);
    await expect(askVersion({ path: "/nowhere/clamd.ctl" })).rejects.toThrow(ScannerAway);
  });
});

/** The program of the Debian package clamav-daemon. */
const program = ["/usr/sbin/clamd", "/usr/local/sbin/clamd", "/opt/homebrew/sbin/clamd"].find((path) =>
  existsSync(path),
);

if (!program) console.warn("clamd is not installed here (apt-get install clamav-daemon): the real one was not asked.");

describe.skipIf(!program)("the real clamd, with a database of one signature", () => {
  const folder = mkdtempSync(join(tmpdir(), "guichet-clamd-"));
  const address = { path: join(folder, "clamd.ctl") };
  let clamd: ChildProcess;

  beforeAll(async () => {
    writeFileSync(join(folder, "eicar.ndb"), `Eicar-Test-Signature:0:0:${eicar.toString("hex")}\n`);
    const lines = [
      `DatabaseDirectory ${folder}`,
      `LocalSocket ${address.path}`,
      `TemporaryDirectory ${folder}`,
      "Foreground yes",
      "StreamMaxLength 4M",
    ];
    writeFileSync(join(folder, "clamd.conf"), `${lines.join("\n")}\n`);
    clamd = spawn(program!, ["--config-file", join(folder, "clamd.conf")], { stdio: "ignore" });
    for (let tries = 0; tries < 300 && !existsSync(address.path); tries++) await wait(100);
  });

  afterAll(async () => {
    const gone = new Promise((end) => clamd.once("exit", end));
    clamd.kill("SIGTERM");
    await gone;
    rmSync(folder, { recursive: true, force: true });
  });

  const about = async (bytes: Buffer) => judgeAnswer(await askAbout(address, of([bytes])));

  it("says what it is", async () => {
    expect(await askVersion(address)).toMatch(/^ClamAV \d/);
  });

  it("finds EICAR", async () => {
    expect(await about(eicar)).toEqual({ verdict: "infected", threat: expect.stringContaining("Eicar") });
  });

  it("finds EICAR in a compressed archive, and in an archive in it", async () => {
    const once = await zipOf("eicar.com", eicar);
    expect(once.includes(eicar)).toBe(false);
    expect(await about(once)).toMatchObject({ verdict: "infected" });
    expect(await about(await zipOf("dedans.zip", once))).toMatchObject({ verdict: "infected" });
  });

  it("finds nothing in what has nothing", async () => {
    expect(await about(randomBytes(1_000_000))).toEqual({ verdict: "clean", threat: null });
    expect(await about(Buffer.alloc(0))).toEqual({ verdict: "clean", threat: null });
  });

  it("takes no more than its limit, which is no verdict", async () => {
    for (const size of [5_000_000, 40_000_000])
      expect(await about(randomBytes(size))).toEqual({ verdict: null, threat: null });
  });
});

async function zipOf(name: string, bytes: Buffer): Promise<Buffer> {
  const zip = new ZipFile();
  // Longer than itself, so that it is compressed and cannot be found as it is.
  zip.addBuffer(bytes, name, { compress: true });
  zip.end();
  return buffer(zip.outputStream as unknown as Readable);
}
