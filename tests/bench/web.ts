import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import type postgres from "postgres";
import { openSession } from "@/lib/accounts/open-session";
import { sealSessionId, sessionCookieName } from "@/lib/accounts/session";
import { findFreePort } from "@/lib/cli/ports";
import { sha256 } from "@/lib/journal/event";
import { personActor } from "@/lib/tenancy/actor";
import { longTicket, scopes, writer } from "./database";
import { line, throughput } from "./measure";

const next = "node_modules/next/dist/bin/next";

/** Answers a second of our pages beside those of a bare Next page with the same table, asked in turn in one run. */
export async function benchWeb(owner: postgres.Sql) {
  console.log("\nPages (2 appelants, 6 s chacune, en alternance avec la page nue)");
  await run([next, "build", "tests/bench/bare"]);
  const [barePort, port] = [await findFreePort(), await findFreePort()];
  const bare = await serve(["start", "tests/bench/bare", "--port", String(barePort)], barePort, "/");
  const url = `http://localhost:${port}`;
  process.env.GUICHET_URL = url;
  const web = await serve(["start", "--port", String(port), "--hostname", "127.0.0.1"], port, "/api/health");
  try {
    line(
      "mémoire au repos, site",
      `${memory(web)} Mo`,
      `page nue ${memory(bare)} Mo, budget +60 Mo`,
      memory(web) - memory(bare) <= 60,
    );
    const pages = Object.entries(scopes).map(([scope, mail]) => ({ name: `liste, ${scope}`, path: "/tickets", mail }));
    pages.push({ name: "fiche de 30 messages", path: `/tickets/${longTicket}`, mail: Object.values(scopes)[0]! });
    pages.push({ name: "recherche", path: "/tickets?q=certificat", mail: Object.values(scopes)[0]! });
    for (const page of pages) {
      const headers = await signedIn(owner, page.mail);
      const floor = await throughput(`http://localhost:${barePort}/`, {}, 2, 6);
      const ours = await throughput(url + page.path, headers, 2, 6);
      const ratio = ours.perSecond / floor.perSecond;
      line(
        page.name,
        `${ours.perSecond.toFixed(0)} /s`,
        `page nue ${floor.perSecond.toFixed(0)} /s, ${(ratio * 100).toFixed(0)} %, budget 60 %`,
        ratio >= 0.6,
      );
    }
    await benchOpening(owner, url);
  } finally {
    web.kill();
    bare.kill();
  }
}

async function benchOpening(owner: postgres.Sql, url: string) {
  const token = `gui_${sha256(String(Math.random())).slice(0, 43)}`;
  await owner`insert into access_token (account_id, name, token_hash)
    select id, 'bench', ${sha256(token)} from account where mail = ${writer}`;
  const began = performance.now();
  let opened = 0;
  const caller = async () => {
    while (performance.now() - began < 6000) {
      const response = await fetch(`${url}/api/v1/tickets`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify({ project: "B008P1", title: "Banc", message: "Une demande du banc." }),
      });
      if (response.status !== 201)
        throw new Error(`POST /tickets answered ${response.status}: ${await response.text()}`);
      await response.arrayBuffer();
      opened++;
    }
  };
  await Promise.all([caller(), caller(), caller(), caller()]);
  line("ouverture par l'API (4 appelants)", `${((opened * 1000) / (performance.now() - began)).toFixed(0)} /s`);
}

async function signedIn(owner: postgres.Sql, mail: string): Promise<Record<string, string>> {
  const [account] = await owner<{ id: string }[]>`select id from account where mail = ${mail}`;
  const id = await openSession(personActor(account!.id, "web"), { address: "127.0.0.1", userAgent: null });
  return { cookie: `${sessionCookieName()}=${sealSessionId(id)}` };
}

function run(args: string[]): Promise<void> {
  const child = spawn(process.execPath, args, {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, NODE_ENV: "production" },
  });
  return new Promise((resolve, reject) =>
    child.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`${args.join(" ")} ended with ${code}`)))),
  );
}

async function serve(args: string[], port: number, path: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [next, ...args], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, NODE_ENV: "production" },
  });
  for (let attempt = 0; attempt < 300; attempt++) {
    const answer = await fetch(`http://localhost:${port}${path}`).catch(() => null);
    if (answer) return child;
    await new Promise((wake) => setTimeout(wake, 200));
  }
  child.kill();
  throw new Error(`Nothing answers on port ${port}`);
}

/** Resident memory of a process, in megabytes (Linux). */
function memory({ pid }: ChildProcess): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
}
