import { onBenchDatabase } from "./on-bench-database";

// Any port that is free: nobody else writes to this listener.
process.env.MAIL_LISTEN = "127.0.0.1:0";
// As `npm start` runs the worker.
Object.assign(process.env, { NODE_ENV: "production" });

await onBenchDatabase(async () => {
  // Imported now: settings are read at their first use, and the database's address has just been set.
  const { default: postgres } = await import("postgres");
  const { getSettings } = await import("@/lib/settings/environment");
  const { closeDatabase } = await import("@/lib/tenancy/database");
  // In this order: what other benches took from the system would hide what a large mail needs.
  const benches: Record<string, (owner: ReturnType<typeof postgres>) => Promise<void>> = {
    "large-mail": (await import("./large-mail")).benchLargeMail,
    database: (await import("./database")).benchDatabase,
    moves: (await import("./moves")).benchMoves,
    intake: (await import("./intake")).benchIntake,
    connection: (await import("./connection")).benchConnection,
    outbox: (await import("./outbox")).benchOutbox,
    web: (await import("./web")).benchWeb,
    impact: (await import("./impact")).benchImpact,
    import: (await import("./import")).benchImportOnBench,
  };
  const named = process.argv.slice(2).filter((word) => word in benches);
  const owner = postgres(getSettings().databaseUrl!, { max: 1, onnotice: () => {} });
  try {
    for (const name of named.length > 0 ? named : Object.keys(benches)) await benches[name]!(owner);
  } finally {
    await owner.end();
    await closeDatabase();
  }
});
