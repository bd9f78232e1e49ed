import { and, eq, sql } from "drizzle-orm";
import type { PostOffice } from "./post-office";

export const ines = "ines@culture.example";
export const nadia = "nadia@titulaire.example";
export const portail = "portail@guichet.example";

/** What tests of conversations do again and again, in the world of a post office. */
export function conversationsOf(office: PostOffice) {
  const inCulture = async <T>(work: (tx: import("@/lib/tenancy/actor").Transaction) => Promise<T>) => {
    const { workspaceActor } = await import("@/lib/tenancy/actor");
    return workspaceActor(office.world.workspace("culture").id).transaction(work);
  };
  return {
    inCulture,
    /** A ticket of ines in PORTAIL, written on the site. */
    async open(title: string, kind: "request" | "problem" | "change" | "release" | "incident" = "request") {
      const { openTicket } = await import("@/lib/tickets/open-ticket");
      const opened = await openTicket(office.world.actor(ines), {
        project: "PORTAIL",
        title,
        kind,
        message: "Bonjour",
      });
      await office.allDone();
      return opened;
    },
    /** Puts a ticket in the first status of a phase, `daysAgo` days ago. */
    async put(reference: string, phase: "waiting" | "resolved" | "closed", daysAgo = 0) {
      const { changeTicket } = await import("@/lib/tickets/change-ticket");
      const { status, ticket } = await import("@/db/schema");
      const [found] = await inCulture((tx) => tx.select().from(ticket).where(eq(ticket.reference, reference)));
      const { kind, version } = found!;
      const [next] = await inCulture((tx) =>
        tx
          .select({ code: status.code })
          .from(status)
          .where(and(eq(status.kind, kind), eq(status.phase, phase))),
      );
      await changeTicket(office.world.actor(nadia), { ticket: reference, version, status: next!.code });
      const then = sql`now() - make_interval(days => ${daysAgo})`;
      await inCulture((tx) =>
        tx
          .update(ticket)
          .set({ resolvedAt: phase === "waiting" ? null : (then as never) })
          .where(eq(ticket.reference, reference)),
      );
      await office.allDone();
    },
    async phaseOf(reference: string) {
      const { ticket } = await import("@/db/schema");
      const [found] = await inCulture((tx) => tx.select().from(ticket).where(eq(ticket.reference, reference)));
      return found!.phase;
    },
    async said(ticketId: string) {
      const { message } = await import("@/db/schema");
      return inCulture((tx) =>
        tx.select().from(message).where(eq(message.ticketId, ticketId)).orderBy(message.createdAt, message.id),
      );
    },
    /** The last notice that somebody got. */
    notice: async (to: string) => (await office.outbox(to)).at(-1)!,
    last: async () => (await office.incoming()).at(-1)!,
  };
}
