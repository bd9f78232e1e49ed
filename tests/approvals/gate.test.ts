import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Ground, mails, openGround } from "./ground";

let ground: Ground;
let reference: string;

beforeAll(async () => {
  ground = await openGround();
  await ground.world
    .owner`update status set requires_approval = true where kind = 'change' and code in ('approved', 'implementing')`;
});
afterAll(() => ground?.office.close());
beforeEach(async () => {
  reference = await ground.openChange();
});

const nadia = () => ground.as("nadia");
const version = async () => (await ground.ticketOf(reference)).version;
const statusOf = async () => (await ground.ticketOf(reference)).statusCode;

/** Every way by which somebody who may change a ticket could bring it to where only a decision leads. */
const paths: Record<string, () => Promise<unknown>> = {
  "changing its status": async () =>
    ground.verbs.changeTicket(nadia(), { ticket: reference, version: await version(), status: "implementing" }),
  "revising it with other fields": async () =>
    ground.verbs.reviseTicket(nadia(), {
      ...{ ticket: reference, version: await version(), status: "implementing", assignee: mails.oscar, impact: 2 },
    }),
  "answering with a status": async () =>
    ground.verbs.replyToTicket(nadia(), { ticket: reference, text: "C'est parti.", status: "implementing" }),
  "another status that waits for the same decision": async () =>
    ground.verbs.changeTicket(nadia(), { ticket: reference, version: await version(), status: "approved" }),
  "turning it into another kind, in such a status": async () =>
    ground.verbs.changeTicket(nadia(), {
      ticket: reference,
      version: await version(),
      kind: "release",
      status: "resolved",
    }),
  "SQL of the site's own role": () => sqlAs("guichet_web"),
  "SQL of the workers' role": () => sqlAs("guichet_worker"),
  "writing that it is approved": () =>
    nadia().transaction((tx) =>
      tx.execute(sql`insert into approval (workspace_id, ticket_id, subject, needed, state, fingerprint, asked_by)
        select workspace_id, id, 'change', 1, 'approved', '', app_account_id() from ticket where reference = ${reference}`),
    ),
  "approving by hand what is pending": async () => {
    const asked = await ground.ask(reference);
    await nadia().transaction((tx) => tx.execute(sql`update approval set state = 'approved' where id = ${asked.id}`));
  },
  "naming oneself among the approvers": async () => {
    const asked = await ground.ask(reference);
    await nadia().transaction((tx) =>
      tx.execute(sql`insert into approver (workspace_id, approval_id, account_id)
        select workspace_id, id, app_account_id() from approval where id = ${asked.id}`),
    );
  },
  "deciding in somebody's place": async () => {
    const asked = await ground.ask(reference);
    await nadia().transaction((tx) =>
      tx.execute(sql`insert into decision (workspace_id, approval_id, account_id, decided_by, verdict)
        select workspace_id, id, ${ground.id("camille")}, app_account_id(), 'approve' from approval where id = ${asked.id}`),
    );
  },
  "calling standard what no template made": () =>
    nadia().transaction(async (tx) => {
      await tx.execute(
        sql`insert into plan (workspace_id, ticket_id, type) select workspace_id, id, 'standard' from ticket where reference = ${reference}`,
      );
      await tx.execute(sql`insert into approval (workspace_id, ticket_id, subject, needed, state, template_id, fingerprint, asked_by)
        select workspace_id, id, 'change', 1, 'approved', uuidv7(), '', app_account_id() from ticket where reference = ${reference}`);
    }),
};

/** As somebody who would hold the connection of a process of ours. */
async function sqlAs(role: "guichet_web" | "guichet_worker") {
  const ticket = await ground.ticketOf(reference);
  const { workspaceActor } = await import("@/lib/tenancy/actor");
  const actor = role === "guichet_web" ? nadia() : workspaceActor(ticket.workspaceId);
  const written = await actor
    .transaction((tx) =>
      tx.execute(sql`update ticket set phase = 'open', status_id = (select id from status
        where workspace_id = ${ticket.workspaceId} and kind = 'change' and code = 'implementing') where id = ${ticket.id} returning id`),
    )
    .catch((error) => {
      throw error.cause ?? error;
    });
  expect(written).toHaveLength(1);
}

describe("a change that nobody approved is carried out by nobody", () => {
  test.each(Object.keys(paths))("%s", async (path) => {
    const before = await statusOf();
    const refused = await paths[path]!().then(
      () => null,
      (error) => error,
    );
    expect(`${refused?.code} ${refused?.cause?.message ?? refused?.message}`).toMatch(
      /approval-needed|approval-missing|no-such-move|row-level security/,
    );
    expect(["new", "waiting-approval"]).toContain(await statusOf());
    expect([before, "waiting-approval"]).toContain(await statusOf());
  });

  test("neither by opening it there", async () => {
    const ticket = await ground.ticketOf(reference);
    await expect(ground.world.owner`
      insert into ticket (workspace_id, id, project_id, number, reference, kind, title, status_id, phase, impact, urgency, priority, requester_id, channel, initiator)
      select t.workspace_id, uuidv7(), t.project_id, 90000, 'PORTAIL-90000', 'change', 'x', s.id, 'open', 3, 3, 3, t.requester_id, 'web', 'titulaire'
        from ticket t join status s on s.workspace_id = t.workspace_id and s.kind = 'change' and s.code = 'implementing'
       where t.id = ${ticket.id}`).rejects.toThrow("approval-missing");
  });

  test("the refusal is a Conflict in words", async () => {
    await expect(paths["changing its status"]!()).rejects.toMatchObject({ status: 409 });
  });
});

/** Every edit of what was approved, after which it is no longer what was approved. */
const edits: Record<string, () => Promise<unknown>> = {
  "its title": async () =>
    ground.verbs.changeTicket(nadia(), { ticket: reference, version: await version(), title: "Changer autre chose" }),
  "its plan": () => ground.verbs.planChange(nadia(), { ticket: reference, type: "emergency" }),
  "the answers about its risk": () =>
    ground.verbs.planChange(nadia(), { ticket: reference, riskAnswers: { reach: 2 } }),
  "its place": async () =>
    ground.verbs.moveTicket(nadia(), { ticket: reference, version: await version(), project: "PRESSE" }),
  "its fields": () => ground.world.owner`update ticket set fields = '{"cause":"x"}' where reference = ${reference}`,
  "its window": () => ground.world.owner`update plan set window_start = now(), window_end = now() + interval '1 hour'
    where ticket_id = (select id from ticket where reference = ${reference})`,
  "its steps": () => ground.world.owner`insert into task (workspace_id, ticket_id, list, position, title)
    select workspace_id, id, 'rollback', 1, 'Tout remettre' from ticket where reference = ${reference}`,
};

describe("an approval lapses with what was approved", () => {
  test.each(Object.keys(edits))("when somebody edits %s, even with a right to do so", async (edit) => {
    const { id } = await ground.ticketOf(reference);
    await ground.verbs.planChange(nadia(), { ticket: reference, type: "normal" });
    const asked = await ground.ask(reference);
    await ground.verbs.decideApproval(ground.as("camille"), { approval: asked.id, verdict: "approve" });
    await ground.settled();
    await edits[edit]!();
    reference = await nadia().transaction(async (tx) => (await ground.verbs.getTicketById(tx, id)).reference);
    const refused = paths["SQL of the site's own role"]!();
    await expect(refused).rejects.toThrow("approval-missing");
  });

  test("and what nobody edited stands: the approved change is carried out", async () => {
    const asked = await ground.ask(reference);
    await ground.verbs.decideApproval(ground.as("camille"), { approval: asked.id, verdict: "approve" });
    await ground.settled();
    expect(await statusOf()).toBe("approved");
    await paths["changing its status"]!();
    expect(await statusOf()).toBe("implementing");
  });

  test("an emergency begins before its decision, once that decision was asked", async () => {
    await ground.verbs.planChange(nadia(), { ticket: reference, type: "emergency" });
    await expect(paths["changing its status"]!()).rejects.toThrow();
    const asked = await ground.ask(reference);
    expect(asked.afterTheFact).toBe(true);
    await paths["changing its status"]!();
    expect(await statusOf()).toBe("implementing");
  });

  test("what was refused does not become urgent", async () => {
    const asked = await ground.ask(reference);
    await ground.verbs.decideApproval(ground.as("camille"), {
      ...{ approval: asked.id, verdict: "refuse", reason: "Trop tôt." },
    });
    await ground.settled();
    expect(await statusOf()).toBe("rejected");
    await ground.verbs.changeTicket(nadia(), { ticket: reference, version: await version(), status: "in-progress" });
    await ground.verbs.planChange(nadia(), { ticket: reference, type: "emergency" });
    await expect(ground.ask(reference)).rejects.toMatchObject({ code: "refused-already" });
  });
});
