import { mayTicket, mayWorkspace } from "@/lib/access/ability";
import { NotFound } from "@/lib/access/refusals";
import { getRights, type Rights } from "@/lib/access/rights";
import { personActor, type Transaction } from "@/lib/tenancy/actor";
import { getTicketById, type Ticket } from "@/lib/tickets/ticket-queries";

interface Claim {
  ticketId: string;
  internal: boolean;
}

/** What a sender may do where a message points at. */
export interface Standing {
  /** The references, by identifier, of the tickets that he sees. */
  references: Map<string, string>;
  mayOpen(workspaceId: string): boolean;
  maySee(claim: Claim): boolean;
  mayWrite(claim: Claim): boolean;
}

interface Sender {
  accountId: string;
  suspended: boolean;
  memberships: Rights["memberships"];
}

/**
 * Asks about tickets as the sender himself, with the rules and the row security of every other door. That he may open one is told
 * from the directory, with the same rules: the verb asks again.
 */
export async function findStanding(sender: Sender | null, claims: Claim[]): Promise<Standing> {
  if (!sender || sender.suspended) return standing(null, null, new Map());
  const { accountId, memberships } = sender;
  const known: Rights = { accountId, platformAdministrator: false, memberships, grants: [] };
  if (claims.length === 0) return standing(known, null, new Map());
  return personActor(accountId, "mail").transaction(async (tx) => {
    const seen = new Map<string, Ticket>();
    for (const { ticketId } of claims) {
      const ticket = await followMerges(tx, ticketId);
      if (ticket) seen.set(ticketId, ticket);
    }
    return standing(known, await getRights(tx), seen);
  });
}

function standing(known: Rights | null, asked: Rights | null, seen: Map<string, Ticket>): Standing {
  return {
    references: new Map([...seen].map(([id, { reference }]) => [id, reference])),
    mayOpen: (workspaceId) => known !== null && mayWorkspace(known, "open", workspaceId),
    maySee: ({ ticketId }) => seen.has(ticketId),
    mayWrite: ({ ticketId, internal }) => {
      const ticket = seen.get(ticketId);
      return asked !== null && ticket !== undefined && mayTicket(asked, internal ? "writeNote" : "reply", ticket);
    },
  };
}

/** What was written to a merged ticket goes where its thread went, for who may write there. */
async function followMerges(tx: Transaction, id: string): Promise<Ticket | null> {
  let ticket = await findTicket(tx, id);
  while (ticket?.mergedIntoId) ticket = await findTicket(tx, ticket.mergedIntoId);
  return ticket;
}

async function findTicket(tx: Transaction, id: string): Promise<Ticket | null> {
  try {
    return await getTicketById(tx, id);
  } catch (error) {
    if (error instanceof NotFound) return null;
    throw error;
  }
}
