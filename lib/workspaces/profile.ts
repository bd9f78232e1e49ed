import { z } from "zod";
import { completePermissions, permissions } from "@/lib/access/permissions";

/** A profile's permissions, completed with those that they make no sense without. */
export const Permissions = z.array(z.enum(permissions)).max(permissions.length).transform(completePermissions);

/** Whether two sets of permissions are the same. */
export function samePermissions(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((permission) => other.includes(permission));
}
