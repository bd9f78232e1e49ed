/** Every permission that a profile can hold. The screen of profiles lists them in this order. */
export const permissions = [
  "tickets.open",
  "tickets.readAll",
  "tickets.writeAll",
  "tickets.assign",
  "notes.read",
  "notes.write",
  "time.readAccounted",
  "time.readReal",
  "time.write",
  "items.read",
  "items.write",
  "deposits.read",
  "deposits.upload",
  "deposits.install",
  "approvals.decide",
  "statistics.read",
  "exports.run",
  "journal.read",
  "mails.review",
  "serviceLevels.manage",
  "members.manage",
  "settings.manage",
  "reversibility.dump",
] as const;

export type Permission = (typeof permissions)[number];

const follower: Permission[] = [
  "tickets.open",
  "items.read",
  "deposits.read",
  "statistics.read",
  "exports.run",
  "time.readAccounted",
];
const agent: Permission[] = [
  ...follower,
  "tickets.readAll",
  "tickets.writeAll",
  "tickets.assign",
  "notes.read",
  "notes.write",
  "time.readReal",
  "time.write",
  "items.write",
  "deposits.upload",
  "deposits.install",
  "mails.review",
];

/** The profiles that every workspace is born with; a workspace may edit and clone its own. */
export const builtInProfiles: Record<string, { name: string; permissions: Permission[] }> = {
  requester: { name: "Demandeur", permissions: ["tickets.open"] },
  follower: { name: "Suivi de projet", permissions: [...follower, "approvals.decide", "deposits.upload"] },
  agent: { name: "Agent", permissions: agent },
  lead: {
    name: "Responsable de service",
    permissions: [...agent, "approvals.decide", "journal.read", "members.manage", "serviceLevels.manage"],
  },
  administrator: {
    name: "Administrateur d'espace",
    permissions: [
      "tickets.open",
      "journal.read",
      "members.manage",
      "settings.manage",
      "serviceLevels.manage",
      "reversibility.dump",
    ],
  },
};

/** What a permission makes no sense without: who writes must read. */
export const impliedBy: Partial<Record<Permission, Permission[]>> = {
  "tickets.writeAll": ["tickets.readAll"],
  "notes.write": ["notes.read"],
  "time.readReal": ["time.readAccounted"],
  "time.write": ["time.readAccounted"],
  "items.write": ["items.read"],
  "deposits.upload": ["deposits.read"],
  "deposits.install": ["deposits.read"],
};

/** These permissions and those that they imply, each once, in the order of the list above. */
export function completePermissions(chosen: readonly Permission[]): Permission[] {
  const held = new Set(chosen.flatMap((permission) => [permission, ...(impliedBy[permission] ?? [])]));
  return permissions.filter((permission) => held.has(permission));
}
