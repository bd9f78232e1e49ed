/** What a member may be given on a project; `none` is the absence of a row. */
export const grantLevels = ["none", "read", "write"] as const;
export type GrantLevel = (typeof grantLevels)[number];

/** The one that allows more. */
export function higherLevel(one: GrantLevel, other: GrantLevel): GrantLevel {
  return grantLevels.indexOf(one) >= grantLevels.indexOf(other) ? one : other;
}
