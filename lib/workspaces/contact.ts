/** On whose side a project's contact stands. */
export const contactRoles = ["moa", "moe", "amoa"] as const;
export type ContactRole = (typeof contactRoles)[number];
