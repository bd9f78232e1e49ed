import { type ChildProcess, spawn } from "node:child_process";
import postgres from "postgres";
import { BackupRefused, parts } from "./backup";
import type { BackupDraft } from "./backup-draft";

type Tool = "pg_dump" | "pg_restore";

/**
 * Dumps somebody else's PostgreSQL with its own pg_dump. Gives the moment of its snapshot, or one just before. Sessions stay out: whoever
 * finds themselves on a restored instance signs in there.
 */
export async function dumpDatabase(draft: BackupDraft, url: string): Promise<Date> {
  const at = await readMoment(url);
  const child = startTool("pg_dump", ["--format=custom", "--no-password", "--exclude-table-data=public.session"], url);
  const ended = endOf(child, "pg_dump");
  // Whichever fails first says it; a tool that is absent has an empty output.
  ended.catch(() => {});
  await draft.keep(parts.dump, { size: 0, open: async () => child.stdout });
  await ended;
  return at;
}

/** Loads a dump into an empty database, in one transaction. */
export async function loadDump(path: string, url: string): Promise<void> {
  const options = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-password"];
  const child = startTool("pg_restore", [...options, `--dbname=${databaseOf(url)}`, path], url);
  child.stdout?.resume();
  await endOf(child, "pg_restore");
}

/** Row security lets nobody dump what it hides: the role must be told to pass it. Throws BackupRefused. */
async function readMoment(url: string): Promise<Date> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const [row] = await sql<{ at: Date; role: string; able: boolean }[]>`
      select clock_timestamp() as at, rolname as role, rolsuper or rolbypassrls as able from pg_roles where rolname = current_user`;
    if (!row!.able) throw new BackupRefused({ code: "cannot-read-all", role: row!.role });
    return row!.at;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

const databaseOf = (url: string) => decodeURIComponent(new URL(url).pathname.slice(1));

/** The address goes through the environment: arguments are seen by everybody on the machine. */
function startTool(tool: Tool, args: string[], url: string): ChildProcess {
  const { hostname, port, username, password, searchParams } = new URL(url);
  const sslmode = searchParams.get("sslmode");
  const env = {
    PATH: process.env.PATH,
    LANG: "C",
    PGHOST: hostname.replace(/^\[|\]$/g, ""),
    PGPORT: port || "5432",
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: databaseOf(url),
    ...(sslmode && { PGSSLMODE: sslmode }),
  };
  return spawn(tool, args, { env: env as unknown as NodeJS.ProcessEnv, stdio: ["ignore", "pipe", "pipe"] });
}

function endOf(child: ChildProcess, tool: Tool): Promise<void> {
  let said = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    said = (said + text).slice(-4_000);
  });
  return new Promise((resolve, reject) => {
    child.once("error", () => reject(new BackupRefused({ code: "no-tool", tool })));
    child.once("close", (code) => {
      if (code === 0) resolve();
      else reject(new BackupRefused({ code: "tool-failed", tool, said: said.trim() }));
    });
  });
}
