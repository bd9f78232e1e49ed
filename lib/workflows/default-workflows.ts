import type { Colour, Kind, MoveName, Mover, Phase, Workflow, WorkflowMove, WorkflowStatus } from "./workflow";

const anybody: Mover[] = ["writer", "requester", "participant"];

const colourOf: Record<Phase, Colour> = {
  new: "blue",
  open: "violet",
  waiting: "amber",
  resolved: "green",
  closed: "grey",
};

const waiting = [
  status("waiting-requester", "waiting", "En attente du demandeur", "Waiting for the requester"),
  status("waiting-third-party", "waiting", "En attente d'un tiers", "Waiting for a third party"),
];

/** The processes with which every workspace is born. */
export const defaultWorkflows: Record<Kind, Workflow> = {
  incident: assistance(),
  request: assistance(),
  problem: problems(),
  change: changes(),
  release: releases(),
};

/** Incidents and requests: begun by the first answer, resolved by an agent, confirmed by who asked. */
function assistance(): Workflow {
  return {
    statuses: [
      status("new", "new", "Nouvelle", "New"),
      status("in-progress", "open", "En cours", "In progress"),
      ...waiting,
      status("resolved", "resolved", "Résolue", "Resolved"),
      status("closed", "closed", "Close", "Closed"),
      status("cancelled", "closed", "Annulée", "Cancelled"),
    ],
    moves: [
      move("begin", "new", "in-progress", ["writer"]),
      ...waits("in-progress"),
      move("resolve", "*", "resolved", ["writer"]),
      ...ends("in-progress"),
    ],
  };
}

function problems(): Workflow {
  return {
    statuses: [
      status("new", "new", "Nouveau", "New"),
      status("in-progress", "open", "En analyse", "Under analysis"),
      status("known-error", "open", "Erreur connue", "Known error", "red"),
      ...waiting,
      status("resolved", "resolved", "Résolu", "Resolved"),
      status("closed", "closed", "Clos", "Closed"),
      status("cancelled", "closed", "Annulé", "Cancelled"),
    ],
    moves: [
      move("begin", "new", "in-progress", ["writer"]),
      move(undefined, "*", "known-error", ["writer"]),
      move(undefined, "known-error", "in-progress", ["writer"]),
      ...waits("in-progress"),
      move("resolve", "*", "resolved", ["writer"]),
      ...ends("in-progress"),
    ],
  };
}

/** Nothing is approved, nor carried out, without the decision of those of whom it was asked. */
function changes(): Workflow {
  return {
    statuses: [
      status("new", "new", "Nouveau", "New"),
      status("in-progress", "open", "En préparation", "In preparation"),
      status("waiting-approval", "waiting", "En attente d'approbation", "Waiting for approval"),
      gated(status("approved", "open", "Approuvé", "Approved", "green")),
      gated(status("implementing", "open", "En cours de réalisation", "Being implemented", "violet")),
      ...waiting,
      status("resolved", "resolved", "Réalisé", "Implemented"),
      status("closed", "closed", "Clos", "Closed"),
      status("rejected", "closed", "Refusé", "Rejected", "red"),
      status("cancelled", "closed", "Annulé", "Cancelled"),
    ],
    moves: [
      move("begin", "new", "in-progress", ["writer"]),
      move("submit", "*", "waiting-approval", ["writer"]),
      move("approve", "*", "approved", ["writer"]),
      move("refuse", "waiting-approval", "rejected", ["writer"]),
      move(undefined, "waiting-approval", "in-progress", ["writer"]),
      move(undefined, "approved", "in-progress", ["writer"]),
      move("implement", "*", "implementing", ["writer"]),
      move("resolve", "implementing", "resolved", ["writer"]),
      ...waits("in-progress"),
      ...ends("in-progress"),
      move("reopen", "rejected", "in-progress", anybody),
    ],
  };
}

/** Prepared, installed in pre-production, then, once approved, in production; taken back when it must be. */
function releases(): Workflow {
  return {
    statuses: [
      status("new", "new", "Nouvelle", "New"),
      status("in-progress", "open", "En préparation", "In preparation"),
      status("pre-production", "open", "En pré-production", "In pre-production", "blue"),
      status("waiting-approval", "waiting", "En attente d'approbation", "Waiting for approval"),
      gated(status("approved", "open", "Approuvée", "Approved", "green")),
      ...waiting,
      gated(status("resolved", "resolved", "En production", "In production")),
      status("closed", "closed", "Close", "Closed"),
      status("rolled-back", "closed", "Retour arrière", "Rolled back", "red"),
      status("cancelled", "closed", "Annulée", "Cancelled"),
    ],
    moves: [
      move("begin", "new", "in-progress", ["writer"]),
      move("install", "*", "pre-production", ["writer"]),
      move("rollBack", "pre-production", "in-progress", ["writer"]),
      move("submit", "*", "waiting-approval", ["writer"]),
      move("approve", "*", "approved", ["writer"]),
      move("refuse", "waiting-approval", "in-progress", ["writer"]),
      move("resolve", "approved", "resolved", ["writer"]),
      move("rollBack", "resolved", "rolled-back", ["writer"]),
      move("rollBack", "closed", "rolled-back", ["writer"]),
      ...waits("in-progress"),
      ...ends("in-progress"),
      move("reopen", "rolled-back", "in-progress", anybody),
    ],
  };
}

/** Whoever answers ends the wait. */
function waits(again: string): WorkflowMove[] {
  return [
    move("wait", "*", "waiting-requester", ["writer"]),
    move("wait", "*", "waiting-third-party", ["writer"]),
    move("answer", "waiting-requester", again, ["writer", "participant", "requester"]),
    move("answer", "waiting-third-party", again, ["writer", "participant", "requester"]),
  ];
}

function ends(again: string): WorkflowMove[] {
  return [
    move("confirm", "resolved", "closed", ["requester", "writer"]),
    move("reopen", "resolved", again, anybody),
    move("reopen", "closed", again, anybody),
    move("reopen", "cancelled", again, anybody),
    move("cancel", "*", "cancelled", ["requester", "writer"]),
  ];
}

function move(name: MoveName | undefined, from: string, to: string, by: Mover[]): WorkflowMove {
  return { from, to, by, fields: [], ...(name ? { name } : {}) };
}

function status(
  code: string,
  phase: Phase,
  labelFr: string,
  labelEn: string,
  colour = colourOf[phase],
): WorkflowStatus {
  return { code, labelFr, labelEn, phase, colour, requiresApproval: false };
}

function gated(one: WorkflowStatus): WorkflowStatus {
  return { ...one, requiresApproval: true };
}
