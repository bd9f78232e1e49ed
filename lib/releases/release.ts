// What releases are made of: no rule, no reading.

export const environments = ["preProduction", "production"] as const;
export type Environment = (typeof environments)[number];

export const stageSteps = ["go", "noGo", "installed", "rolledBack"] as const;
export type StageStep = (typeof stageSteps)[number];

export const verificationTypes = ["va", "vsr"] as const;
export type VerificationType = (typeof verificationTypes)[number];

/** Réception, réfaction, ajournement, rejet: what is received, at a lower price, put off, refused. */
export const outcomes = ["reception", "refaction", "ajournement", "rejet"] as const;
export type Outcome = (typeof outcomes)[number];

/** A verification is about what is installed: aptitude in pre-production, regular service in production. */
export function environmentOf(type: VerificationType): Environment {
  return type === "va" ? "preProduction" : "production";
}
