import { mayTicket, mayWorkspace } from "@/lib/access/ability";
import { NotFound } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
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
  mayOpen: boolean;
  maySee(claim: Claim): boolean;
  mayWrite(claim: Claim): boolean;
}

/** Asks as the sender himself, with the rules and the row security of every other door. */
export async function findStanding(
  senderId: string,
  claims: Claim[],
  place: { workspaceId: string } | null,
): Promise<Standing> {
  return personActor(senderId, "mail").transaction(async (tx) => {
    const rights = await getRights(tx);
    const seen = new Map<string, Ticket>();
    for (const { ticketId } of claims) {
      const ticket = await findTicket(tx, ticketId);
      if (ticket) seen.set(ticketId, ticket);
    }
    return {
      references: new Map([...seen].map(([id, { reference }]) => [id, reference])),
      mayOpen: place !== null && mayWorkspace(rights, "open", place.workspaceId),
      maySee: ({ ticketId }) => seen.has(ticketId),
      mayWrite: ({ ticketId, internal }) => {
        const ticket = seen.get(ticketId);
        return ticket !== undefined && mayTicket(rights, internal ? "writeNote" : "reply", ticket);
      },
    };
  });
}

async function findTicket(tx: Transaction, id: string): Promise<Ticket | null> {
  try {
    return await getTicketById(tx, id);
  } catch (error) {
    if (error instanceof NotFound) return null;
    throw error;
  }
}
