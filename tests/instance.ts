import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Instance, readInstance } from "@/lib/cli/instance-file";
import { findFreePort } from "@/lib/cli/ports";

export type TestInstance = {
  /** What `instance.json` says at this moment: addresses, database, process numbers. */
  facts(): Instance;
  folder: string;
  mailPort: number;
  /** Everything it printed. */
  output(): string;
  /** Signals the command itself and gives its exit code. */
  end(signal?: NodeJS.Signals): Promise<number | null>;
};

/** Runs a whole Guichet (`demo` unless told otherwise) as a user would, on free ports, and waits until it says it is ready. */
export async function startInstance(
  options: { command?: "demo" | "start"; folder?: string } = {},
): Promise<TestInstance> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), "guichet-instance-"));
  const mailPort = await findFreePort();
  const command = runCommand(options.command ?? "demo", {
    GUICHET_DATA: folder,
    PORT: String(await findFreePort()),
    MAIL_LISTEN: `127.0.0.1:${mailPort}`,
  });
  await command.says(/Ctrl-C arrête/);
  const facts = () => readInstance(folder) ?? never(`no instance in ${folder}`);
  const end = (signal: NodeJS.Signals = "SIGTERM") => {
    command.child.kill(signal);
    return command.ended;
  };
  return { facts, folder, mailPort, output: command.output, end };
}

/** Runs one of our commands without waiting for anything; `output` is all it wrote, `printed` its standard output alone. */
export function runCommand(name: string, environment: Record<string, string>, input?: string, words: string[] = []) {
  const entry = ["--import", LEAVE_WITH_PARENT, "--import", "tsx", `lib/cli/${name}.ts`];
  const child = spawn(process.execPath, [...entry, ...words], {
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_ENV: "test",
      GUICHET_SECRET: "",
      GUICHET_PARENT: String(process.pid),
      ...environment,
    },
    stdio: ["pipe", "pipe", "pipe", "ipc"],
  });
  const said = { out: "", all: "" };
  child.stdout?.setEncoding("utf8").on("data", (text) => (said.out += text));
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (text) => (said.all += text));
  child.stdin?.end(input);
  const ended = new Promise<number | null>((resolve) => child.once("close", (code) => resolve(code)));
  const output = () => said.all;
  return { child, output, printed: () => said.out, ended, says: (words: RegExp) => says(child, output, words) };
}

function says(child: ChildProcess, output: () => string, words: RegExp): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => words.test(output()) && resolve();
    child.stdout?.on("data", look);
    child.stderr?.on("data", look);
    child.once("close", () => reject(new Error(output())));
  });
}

function never(message: string): never {
  throw new Error(message);
}

const LEAVE_WITH_PARENT = new URL("../lib/cli/leave-with-parent.mjs", import.meta.url).href;
