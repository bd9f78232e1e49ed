import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { migrateDatabase } from "@/db/migrate";
import { startCluster } from "@/lib/cli/cluster/start-cluster";
import { lockFolder } from "@/lib/cli/instance-file";
import { prepareFolder } from "@/lib/cli/prepare-folder";
import { rolePassword } from "@/lib/settings/environment";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the superuser on the database `postgres`: it makes and drops databases, tests never read through it. */
    superuserUrl: string;
    /** Address of `guichet_owner` on the migrated template. */
    ownerUrl: string;
    /** Name of the migrated database to copy, one copy for each test file; nobody connects to it. */
    templateDatabase: string;
  }
}

/** One real PostgreSQL for the whole run, without the waits that protect from power cuts, and its migrated template. */
export default async function setup(project: TestProject) {
  process.env.GUICHET_SECRET = project.config.env.GUICHET_SECRET;
  sweepAbandoned();
  const folder = prepareFolder(mkdtempSync(join(tmpdir(), PREFIX)));
  const release = lockFolder(folder);
  const passwords = { superuser: "superuser-of-tests", owner: "owner-of-tests" };
  const cluster = await startCluster({ dataFolder: folder, passwords, durable: false });
  await migrateDatabase(cluster.ownerUrl, { web: rolePassword("guichet_web"), worker: rolePassword("guichet_worker") });
  project.provide("superuserUrl", cluster.superuserUrl);
  project.provide("ownerUrl", cluster.ownerUrl);
  project.provide("templateDatabase", "guichet");
  return async () => {
    await cluster.stop();
    release?.();
    for (const path of [cluster.home, folder]) rmSync(path, { recursive: true, force: true });
  };
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
