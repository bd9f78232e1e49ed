/** Why a message could not be read. */
export const unreadableReasons = [
  "took-too-long",
  "too-much-memory",
  "too-big",
  "too-many-parts",
  "headers-too-long",
  "broken-structure",
  "malformed",
  "empty",
] as const;

export type UnreadableReason = (typeof unreadableReasons)[number];
