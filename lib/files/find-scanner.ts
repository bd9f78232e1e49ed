import { getSettings } from "@/lib/settings/environment";
import { askVersion } from "./clamd";

/** The configured scanner, with what it says that it is, or null for that while it is away; null when none is configured. */
export async function findScanner(): Promise<{ engine: string | null } | null> {
  const scanner = getSettings().clamd;
  return scanner && { engine: await askVersion(scanner, 2_000).catch(() => null) };
}
