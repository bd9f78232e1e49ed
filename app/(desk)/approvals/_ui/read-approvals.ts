import type { Viewer } from "@/app/_doors/session";
import { workspacesWhere } from "@/lib/access/ability";
import { listMyDelegations, listWorkspaceDeciders, readServiceDay } from "@/lib/approvals/delegation-queries";
import { listDecidedApprovals, listWaitingApprovals } from "@/lib/approvals/waiting-queries";
import type { Transaction } from "@/lib/tenancy/actor";
import { listWorkspaces } from "@/lib/workspaces/workspace-queries";

/** What waits for the reader, what he decided, and to whom he could hand his approvals. */
export async function readMyApprovals(tx: Transaction, { account, rights }: Viewer) {
  const [waiting, decided, delegations, today, workspaces] = await Promise.all([
    listWaitingApprovals(tx),
    listDecidedApprovals(tx),
    listMyDelegations(tx),
    readServiceDay(tx),
    listWorkspaces(tx),
  ]);
  const mine = workspacesWhere(rights, "decideApprovals");
  const places = await Promise.all(
    workspaces.filter(({ id }) => mine.includes(id)).map((place) => readPlace(tx, place, account.id)),
  );
  return { waiting, decided, delegations, today, places };
}

type Place = { id: string; key: string; name: string };

async function readPlace(tx: Transaction, { id, key, name }: Place, me: string) {
  const deciders = await listWorkspaceDeciders(tx, id);
  return { key, name, deciders: deciders.filter((one) => one.id !== me).map(({ mail, name }) => ({ mail, name })) };
}
