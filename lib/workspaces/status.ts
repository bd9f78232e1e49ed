import type { status } from "@/db/schema";

type Phase = typeof status.$inferSelect.phase;
type Kind = typeof status.$inferSelect.kind;
type DefaultStatus = readonly [code: string, phase: Phase, labelFr: string, labelEn: string];

const begun: DefaultStatus[] = [
  ["new", "new", "Nouvelle", "New"],
  ["in-progress", "open", "En cours", "In progress"],
];
const waiting: DefaultStatus[] = [
  ["waiting-requester", "waiting", "En attente du demandeur", "Waiting for the requester"],
  ["waiting-third-party", "waiting", "En attente d'un tiers", "Waiting for a third party"],
];
const ended: DefaultStatus[] = [
  ["resolved", "resolved", "Résolue", "Resolved"],
  ["closed", "closed", "Close", "Closed"],
  ["cancelled", "closed", "Annulée", "Cancelled"],
];

const byKind: Record<Kind, DefaultStatus[]> = {
  incident: [...begun, ...waiting, ...ended],
  request: [...begun, ...waiting, ...ended],
  problem: [
    ["new", "new", "Nouveau", "New"],
    ["in-progress", "open", "En analyse", "Under analysis"],
    ["known-error", "open", "Erreur connue", "Known error"],
    ...waiting,
    ["resolved", "resolved", "Résolu", "Resolved"],
    ["closed", "closed", "Clos", "Closed"],
    ["cancelled", "closed", "Annulé", "Cancelled"],
  ],
  change: [
    ["new", "new", "Nouveau", "New"],
    ["in-progress", "open", "En préparation", "In preparation"],
    ["waiting-approval", "waiting", "En attente d'approbation", "Waiting for approval"],
    ["approved", "open", "Approuvé", "Approved"],
    ["implementing", "open", "En réalisation", "Being implemented"],
    ...waiting,
    ["resolved", "resolved", "Réalisé", "Implemented"],
    ["closed", "closed", "Clos", "Closed"],
    ["rejected", "closed", "Refusé", "Rejected"],
    ["cancelled", "closed", "Annulé", "Cancelled"],
  ],
  release: [
    ["new", "new", "Nouvelle", "New"],
    ["in-progress", "open", "En préparation", "In preparation"],
    ["pre-production", "open", "En pré-production", "In pre-production"],
    ["waiting-approval", "waiting", "En attente d'approbation", "Waiting for approval"],
    ["approved", "open", "Approuvée", "Approved"],
    ...waiting,
    ["resolved", "resolved", "En production", "In production"],
    ["closed", "closed", "Close", "Closed"],
    ["rolled-back", "closed", "Retour arrière", "Rolled back"],
    ["cancelled", "closed", "Annulée", "Cancelled"],
  ],
};

/** What a workspace is born with. In each phase the first status by position is the one that a move to that phase takes. */
export const defaultStatuses = Object.entries(byKind).flatMap(([kind, statuses]) =>
  statuses.map(([code, phase, labelFr, labelEn], position) => ({
    kind: kind as Kind,
    code,
    phase,
    labelFr,
    labelEn,
    position: position + 1,
  })),
);
