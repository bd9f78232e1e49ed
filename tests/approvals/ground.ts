import { openPostOffice } from "../incoming-mail/post-office";

export type Ground = Awaited<ReturnType<typeof openGround>>;

/** The demonstration world with its changes: nadia prepares, camille, paula and oscar decide in PORTAIL. */
export async function openGround() {
  const office = await openPostOffice();
  const { world } = office;
  // For edits that no verb makes: their owner alone passes, and only here.
  for (const table of ["ticket", "plan", "task", "approval", "status"])
    await world.owner.unsafe(`alter table ${table} no force row level security`);
  const verbs = {
    ...(await import("@/lib/approvals/ask-approval")),
    ...(await import("@/lib/approvals/approval-queries")),
    ...(await import("@/lib/approvals/decide-approval")),
    ...(await import("@/lib/approvals/decide-by-link")),
    ...(await import("@/lib/approvals/delegate-approvals")),
    ...(await import("@/lib/approvals/end-delegation")),
    ...(await import("@/lib/approvals/linked-approval")),
    ...(await import("@/lib/approvals/remind-approvers")),
    ...(await import("@/lib/approvals/settle-approval")),
    ...(await import("@/lib/approvals/waiting-queries")),
    ...(await import("@/lib/approvals/withdraw-approval")),
    ...(await import("@/lib/changes/open-standard-change")),
    ...(await import("@/lib/changes/create-change-template")),
    ...(await import("@/lib/changes/archive-change-template")),
    ...(await import("@/lib/changes/plan-change")),
    ...(await import("@/lib/changes/review-change")),
    ...(await import("@/lib/tickets/change-ticket")),
    ...(await import("@/lib/tickets/move-ticket")),
    ...(await import("@/lib/tickets/open-ticket")),
    ...(await import("@/lib/tickets/reply-to-ticket")),
    ...(await import("@/lib/tickets/revise-ticket")),
    ...(await import("@/lib/tickets/ticket-queries")),
    ...(await import("@/lib/journal/verify-journal")),
    ...(await import("@/lib/outgoing-mail/approval-link")),
  };
  const as = (name: keyof typeof mails) => world.actor(mails[name]);
  const ticketOf = (reference: string) => as("nadia").transaction((tx) => verbs.getTicket(tx, reference));
  return {
    ...{ office, world, verbs, as, ticketOf },
    id: (name: keyof typeof mails) => world.account(mails[name]).id,
    /** A change of nadia's in PORTAIL. */
    openChange: async (title = "Changer la règle de cache") =>
      (
        await verbs.openTicket(as("nadia"), {
          ...{ project: "PORTAIL", kind: "change", title, message: "La règle /media passe à une heure." },
        })
      ).reference,
    ask: (reference: string, approvers: (keyof typeof mails)[] = ["camille"], needed?: number) =>
      verbs.askApproval(as("nadia"), { ticket: reference, approvers: approvers.map((name) => mails[name]), needed }),
    /** Once the workers have done what the decisions ask, mails included. */
    settled: async () => {
      for (let left = 1; left > 0; ) {
        const [jobs] = await world.owner<{ left: number }[]>`
          select count(*)::int as left from pgboss.job where name = 'settle-approval' and state in ('created', 'retry', 'active')`;
        left = jobs!.left;
        if (left > 0) await new Promise((wake) => setTimeout(wake, 20));
      }
      await office.allDone();
    },
  };
}

export const mails = {
  nadia: "nadia@titulaire.example",
  oscar: "oscar@titulaire.example",
  camille: "camille@culture.example",
  paula: "paula@culture.example",
  ines: "ines@culture.example",
  rachid: "rachid@efs.example",
};
