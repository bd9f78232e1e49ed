import type postgres from "postgres";
import type { Permission } from "@/lib/access/permissions";
import type { Facts } from "./model";

/** Numbers only: what shrinks and prints well. Identifiers are given when the world is laid. */
export interface Plan {
  accounts: { suspended: boolean }[];
  memberships: { workspace: number; account: number; permissions: Permission[]; ended: boolean }[];
  grants: { project: number; account: number; level: "read" | "write" }[];
  tickets: {
    project: number;
    requester: number;
    participants: { account: number; left: boolean }[];
    notes: number;
    takenBack: boolean;
    /** Whether the workaround of what is known of it is published on the ticket that it causes. */
    published: boolean;
    /** Who decided on it, if a decision was asked. */
    approvedBy: number | null;
    /** To whom its task was given. */
    assignee: number | null;
  }[];
}

/** The rows of one laid world, each with the ticket it belongs to and the permission it needs. */
export interface Laid {
  accounts: string[];
  facts: Facts;
  rows: {
    table:
      | "message"
      | "attachment"
      | "event"
      | "participant"
      | "time_entry"
      | "time_real"
      | "known_error"
      | "plan"
      | "approval"
      | "approver"
      | "decision"
      | "task";
    id: string;
    ticket: string;
    requires: Permission | null;
    /** Another permission that it needs. */
    also?: Permission;
    /** Whoever took it back: it exists for him alone. */
    takenBackBy?: string;
  }[];
  /** What search finds; words of what was taken back are found by nobody, and stand here with `lost`. */
  words: Map<string, { ticket: string; requires: Permission | null; lost?: true }>;
  /** The tickets on which a workaround is published: whoever reads one reads it. */
  helped: string[];
  links: { id: string; from: string; to: string }[];
  tasks: { id: string; ticket: string; assignee: string | null }[];
  /** What their authors can undo, each over the tickets of one workspace. */
  operations: { id: string; workspace: string; author: string; tickets: string[] }[];
}

export interface Ground {
  owner: postgres.Sql;
  worker: postgres.Sql;
  workspaces: { id: string; statusId: string }[];
}
