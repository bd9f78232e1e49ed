import { deriveKey } from "@/lib/settings/environment";
import type { ClusterPasswords } from "./cluster";

/** The passwords of the embedded PostgreSQL, derived from the instance's secret and stored nowhere. */
export function clusterPasswords(): ClusterPasswords {
  const derive = (purpose: string) => deriveKey(`embedded database ${purpose}`).toString("base64url");
  return { superuser: derive("superuser"), owner: derive("owner") };
}
