import type { Permission } from "@/lib/access/permissions";

/** How the screen gathers permissions; the type makes sure that none is forgotten. */
export const permissionGroups = {
  tickets: ["tickets.open", "tickets.readAll", "tickets.writeAll", "tickets.assign"],
  notes: ["notes.read", "notes.write", "mails.review"],
  time: ["time.readAccounted", "time.readReal", "time.write"],
  items: ["items.read", "items.write"],
  deposits: ["deposits.read", "deposits.upload", "deposits.install", "approvals.decide"],
  figures: ["statistics.read", "exports.run", "journal.read"],
  administration: ["members.manage", "settings.manage", "serviceLevels.manage", "reversibility.dump"],
} as const satisfies Record<string, Permission[]>;

type Shown = (typeof permissionGroups)[keyof typeof permissionGroups][number];

/** Does not compile when a permission is in no group.
 * @public */
export const everyPermissionIsShown: [Exclude<Permission, Shown>] extends [never] ? true : never = true;
