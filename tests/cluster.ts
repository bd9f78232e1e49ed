import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { startCluster } from "@/lib/cli/cluster/start-cluster";
import { lockFolder } from "@/lib/cli/instance-file";
import { prepareFolder } from "@/lib/cli/prepare-folder";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the superuser on the database `postgres`: no test of rights may read through it. */
    superuserUrl: string;
  }
}

/**
 * One real PostgreSQL for the whole run, without the waits that protect from power cuts. GUICHET_TEST_CLUSTER is the address
 * of its owner, who may make databases here: tests/world.ts makes one for each file. GUICHET_TEST_FILES keeps the files of their templates.
 */
export default async function setup(project: TestProject) {
  sweepAbandoned();
  const folder = prepareFolder(mkdtempSync(join(tmpdir(), PREFIX)));
  const release = lockFolder(folder);
  const passwords = { superuser: "superuser-of-tests", owner: "owner-of-tests" };
  const cluster = await startCluster({ dataFolder: folder, passwords, durable: false });
  await letOwnerMakeDatabases(cluster.superuserUrl);
  process.env.GUICHET_TEST_CLUSTER = cluster.ownerUrl;
  process.env.GUICHET_TEST_FILES = join(folder, "templates");
  project.provide("superuserUrl", cluster.superuserUrl);
  return async () => {
    await cluster.stop();
    release?.();
    for (const path of [cluster.home, folder]) rmSync(path, { recursive: true, force: true });
  };
}

async function letOwnerMakeDatabases(superuserUrl: string) {
  const sql = postgres(superuserUrl, { max: 1 });
  await sql`alter role guichet_owner createdb`;
  await sql.end();
}

const PREFIX = "guichet-tests-";

/** A run that was killed leaves its folder, which nobody locks any more. */
function sweepAbandoned() {
  for (const name of readdirSync(tmpdir()).filter((name) => name.startsWith(PREFIX))) {
    const folder = join(tmpdir(), name);
    try {
      const release = existsSync(join(folder, "verrou")) ? lockFolder(folder) : null;
      if (release) rmSync(folder, { recursive: true, force: true });
      release?.();
    } catch {
      // It belongs to another user, who will sweep it.
    }
  }
}
