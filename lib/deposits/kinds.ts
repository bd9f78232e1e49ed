export const environments = ["preproduction", "production"] as const;
export const packageKinds = ["installation", "evolution", "script", "program", "documentation", "logs"] as const;
export const packageStates = [
  "deposited",
  "verified",
  "validated",
  "installed-preproduction",
  "installed-production",
  "withdrawn",
] as const;

export type Environment = (typeof environments)[number];
export type PackageKind = (typeof packageKinds)[number];
export type PackageState = (typeof packageStates)[number];

/** What can be odd in an archive or in the name of one of its entries. */
const oddities = [
  "traversal",
  "absolute",
  "device",
  "nul",
  "control",
  "long",
  "direction",
  "duplicate",
  "link",
  "special",
  "encrypted",
  "overlap",
  "nested",
  "bomb",
] as const;

/** What is odd among the flags of a listing; that an entry is an archive itself is not. */
export function odditiesOf(flags: string[]): (typeof oddities)[number][] {
  return oddities.filter((oddity) => flags.includes(oddity));
}

/** Bytes. A detached signature is a few kilobytes; whatever is larger is something else. */
export const largestSignature = 1024 ** 2;
