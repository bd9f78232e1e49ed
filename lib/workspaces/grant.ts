import { z } from "zod";

/** What a member may be given on a project; `none` is the absence of a row. */
export const grantLevels = ["none", "read", "write"] as const;
export type GrantLevel = (typeof grantLevels)[number];

export const GrantLevel = z.enum(grantLevels);
