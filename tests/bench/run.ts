import { onBenchDatabase } from "./on-bench-database";

// Any port that is free: nobody else writes to this listener.
process.env.MAIL_LISTEN = "127.0.0.1:0";

await onBenchDatabase(async () => {
  // Imported now: settings are read at their first use, and the database's address has just been set.
  const { default: postgres } = await import("postgres");
  const { getSettings } = await import("@/lib/settings/environment");
  const { closeDatabase } = await import("@/lib/tenancy/database");
  const { benchDatabase } = await import("./database");
  const { benchWeb } = await import("./web");
  const { benchIntake } = await import("./intake");
  const { benchConnection } = await import("./connection");
  const { benchLargeMail } = await import("./large-mail");
  const { benchOutbox } = await import("./outbox");
  const owner = postgres(getSettings().databaseUrl!, { max: 1, onnotice: () => {} });
  try {
    // First: what other benches took from the system would hide what this one needs.
    await benchLargeMail(owner);
    await benchDatabase(owner);
    await benchIntake(owner);
    await benchConnection(owner);
    await benchOutbox(owner);
    await benchWeb(owner);
  } finally {
    await owner.end();
    await closeDatabase();
  }
});
