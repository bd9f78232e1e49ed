import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const everywhere = {
  resolve: { tsconfigPaths: true },
};

const settings = {
  env: { TZ: "UTC" },
  testTimeout: 60_000,
  hookTimeout: 180_000,
};

/** `architecture` needs no database; `node` has a real PostgreSQL; `browser` a whole Guichet that runs, one file at a time. */
export default defineConfig({
  test: {
    // Two at a time on two cores: the files of tests wait for disks and clocks more than they reckon.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      { ...everywhere, test: { ...settings, name: "architecture", include: ["tests/architecture/**/*.test.ts"] } },
      {
        ...everywhere,
        test: {
          ...settings,
          name: "node",
          include: ["tests/**/*.test.ts"],
          exclude: ["tests/architecture/**", "tests/browser/**"],
          globalSetup: ["tests/cluster.ts"],
        },
      },
      {
        ...everywhere,
        test: {
          ...settings,
          name: "browser",
          include: ["tests/browser/**/*.test.ts"],
          globalSetup: ["tests/site.ts"],
          fileParallelism: false,
          testTimeout: 60_000,
        },
      },
    ],
  },
});
