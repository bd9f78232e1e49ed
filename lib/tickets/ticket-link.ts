import type { ticketLink } from "@/db/schema";

/** What one ticket is to another: `from` causes, solves, blocks… `to`. */
export const linkKinds = ["follows", "causes", "solves", "blocks", "duplicates", "partOf", "releases"] as const;
export type LinkKind = (typeof linkKinds)[number] & (typeof ticketLink.$inferSelect)["kind"];

/** The same relation said from the other end. */
const inverses = {
  follows: "followedBy",
  causes: "causedBy",
  solves: "solvedBy",
  blocks: "blockedBy",
  duplicates: "duplicatedBy",
  partOf: "includes",
  releases: "releasedBy",
} as const satisfies Record<LinkKind, string>;

/** How a ticket's page says what another one is to it. */
export type LinkWay = LinkKind | (typeof inverses)[LinkKind];
export const linkWays = linkKinds.flatMap((kind): LinkWay[] => [kind, inverses[kind]]);

/** The word for a link of this kind, seen from its beginning or from its end. */
export function wayOf(kind: LinkKind, fromHere: boolean): LinkWay {
  return fromHere ? kind : inverses[kind];
}

/** The link that a word means, said at one ticket about another. */
export function linkOf<Named>(way: LinkWay, here: Named, other: Named): { from: Named; kind: LinkKind; to: Named } {
  const kind = linkKinds.find((one) => one === way || inverses[one] === way)!;
  return kind === way ? { from: here, kind, to: other } : { from: other, kind, to: here };
}

/** Whether a link from one ticket to another would close a circle with links of the same kind, given those that lead on from its end. */
export function closesCircle(from: string, to: string, links: { from: string; to: string }[]): boolean {
  const reached = new Set([to]);
  // A set grows while it is walked: what is added is visited too.
  for (const at of reached) for (const link of links) if (link.from === at) reached.add(link.to);
  return reached.has(from);
}
