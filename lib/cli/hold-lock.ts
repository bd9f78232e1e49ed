import { DatabaseSync } from "node:sqlite";

/**
 * Takes a lock that the system itself lets go of when this process ends, even by kill -9; null when somebody holds it.
 * SQLite is only the nearest door to the system's file locks: Node has none of its own. The file stays empty.
 */
export function holdLock(path: string, kind: "alone" | "shared" = "alone"): (() => void) | null {
  const file = new DatabaseSync(path, { timeout: 0 });
  try {
    file.exec(kind === "alone" ? "begin exclusive" : "begin; select count(*) from sqlite_schema");
  } catch (error) {
    file.close();
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) return null;
    throw error;
  }
  return () => file.close();
}

const SQLITE_BUSY = 5;
