import type postgres from "postgres";
import { newIdentifier } from "@/lib/tenancy/identifier";
import * as model from "./model";
import { as } from "./observe";
import type { Ground, Laid } from "./random-world-shapes";

// What PostgreSQL lets an account write, verbs aside, beside what the model says that it should.

/** Each write is tried on its own, and undone. */
export async function writtenBy(
  ground: Ground & { web: postgres.Sql },
  account: string,
  ticket: model.Ticket,
  laid: Laid,
) {
  const { id, workspace, project } = ticket;
  const lets = (write: (sql: postgres.TransactionSql) => Promise<{ count: number }>) =>
    tries(ground.web, account, write);
  const message = (internal: boolean) =>
    lets(
      (sql) => sql`insert into message (workspace_id, ticket_id, internal, author_id, body, door)
        values (${workspace}, ${id}, ${internal}, ${account}, 'essai', 'web')`,
    );
  const attachment = (internal: boolean) =>
    lets(
      (
        sql,
      ) => sql`insert into attachment (workspace_id, ticket_id, internal, name, type, size, sha256, storage_key, added_by)
        values (${workspace}, ${id}, ${internal}, 'f', 'text/plain', 1, 'x', 'essai', ${account})`,
    );
  const opening = (requester: string) =>
    lets(
      (
        sql,
      ) => sql`insert into ticket (workspace_id, id, project_id, number, reference, kind, title, status_id, phase, impact,
          urgency, priority, requester_id, channel, initiator)
        values (${workspace}, ${newIdentifier()}, ${project}, 999, ${newIdentifier()}, 'request', 'essai',
          ${ground.workspaces.find((place) => place.id === workspace)!.statusId}, 'new', 3, 3, 3, ${requester}, 'web', 'beneficiary')`,
    );
  const participant = (added: string) =>
    lets(
      (sql) => sql`insert into participant (workspace_id, ticket_id, account_id, role)
        values (${workspace}, ${id}, ${added}, 'watcher')`,
    );
  const takeBack = (table: "message" | "attachment", author: "author_id" | "added_by") => ({
    own: lets(async (sql) => {
      const written = newIdentifier();
      if (table === "message")
        await sql`insert into message (workspace_id, id, ticket_id, author_id, body, door)
          values (${workspace}, ${written}, ${id}, ${account}, 'essai', 'web')`;
      else
        await sql`insert into attachment (workspace_id, id, ticket_id, name, type, size, sha256, storage_key, added_by)
          values (${workspace}, ${written}, ${id}, 'f', 'text/plain', 1, 'x', 'essai', ${account})`;
      return sql`update ${sql(table)} set taken_back_at = now() where id = ${written}`;
    }),
    // Those of the world are an hour old, whoever wrote them.
    later: lets(async (sql) => {
      const { count } = await sql`update ${sql(table)} set taken_back_at = now()
        where ticket_id = ${id} and ${sql(author)} in (select id from account)`;
      return { count: Math.min(count, 1) };
    }),
  });
  const time = lets(
    (sql) => sql`insert into time_entry (workspace_id, ticket_id, account_id, spent_on, accounted_minutes, created_by)
      values (${workspace}, ${id}, ${account}, now(), 5, ${account})`,
  );
  const removedTime = lets((sql) => sql`update time_entry set removed_at = now() where ticket_id = ${id}`);
  const knownError = lets((sql) => sql`update known_error set workaround = 'essai' where ticket_id = ${id}`);
  const other = otherOfWorkspace(ticket, laid);
  const link = (kind: string) => (to: string) =>
    lets(
      (sql) => sql`insert into ticket_link (workspace_id, from_id, kind, to_id, created_by)
        values (${workspace}, ${id}, ${kind}, ${to}, ${account})`,
    );
  const linked = laid.links.find(({ from }) => from === id)?.id;
  const operation = laid.operations.find((one) => one.workspace === workspace)!;
  const [messageBack, fileBack] = [takeBack("message", "author_id"), takeBack("attachment", "added_by")];
  return {
    takeBackMessage: await messageBack.own,
    takeBackMessageLater: await messageBack.later,
    takeBackFile: await fileBack.own,
    takeBackFileLater: await fileBack.later,
    message: await message(false),
    note: await message(true),
    file: await attachment(false),
    internalFile: await attachment(true),
    time: await time,
    removedTime: await removedTime,
    knownError: await knownError,
    asSomebodyElse: await lets(
      (sql) => sql`insert into message (workspace_id, ticket_id, author_id, body, door)
        values (${workspace}, ${id}, ${laid.accounts.find((other) => other !== account)!}, 'essai', 'web')`,
    ),
    open: await opening(account),
    openForAnother: await opening(laid.accounts.find((other) => other !== account)!),
    ask: await lets(
      (sql) => sql`insert into approval (workspace_id, ticket_id, subject, needed, fingerprint, asked_by)
        values (${workspace}, ${id}, 'change', 1, '', ${account})`,
    ),
    link: await about(other, link("solves")),
    follow: await about(other, link("follows")),
    unlink: await about(linked, (row) => lets((sql) => sql`delete from ticket_link where id = ${row}`)),
    task: await lets(
      (sql) =>
        sql`insert into task (workspace_id, ticket_id, position, title) values (${workspace}, ${id}, 9, 'essai')`,
    ),
    finishTask: await lets((sql) => sql`update task set done_at = now(), done_by = ${account} where ticket_id = ${id}`),
    operate: await lets(
      (sql) => sql`insert into operation (workspace_id, batch_id, kind, account_id, asked, total)
        values (${workspace}, ${newIdentifier()}, 'bulk', ${account}, '{}', 1)`,
    ),
    undo: await lets(
      (sql) =>
        sql`update operation_ticket set undone_at = now() where operation_id = ${operation.id} and ticket_id = ${id}`,
    ),
    touch: await lets((sql) => sql`update ticket set title = 'essai' where id = ${id}`),
    join: takesPartAlready(account, ticket, laid) ? null : await participant(account),
    add: await about(otherToAdd(account, ticket, laid), participant),
    remove: await about(otherTakingPart(account, ticket, laid), (other) =>
      lets((sql) => sql`update participant set left_at = now() where ticket_id = ${id} and account_id = ${other}`),
    ),
    leave: await lets(
      (sql) => sql`update participant set left_at = now() where ticket_id = ${id} and account_id = ${account}`,
    ),
  };
}

export function shouldWrite(account: string, ticket: model.Ticket, laid: Laid): Awaited<ReturnType<typeof writtenBy>> {
  const { facts } = laid;
  return {
    takeBackMessage: model.mayWriteMessage(facts, account, ticket, false),
    takeBackMessageLater: false,
    takeBackFile: model.mayWriteMessage(facts, account, ticket, false),
    takeBackFileLater: false,
    message: model.mayWriteMessage(facts, account, ticket, false),
    note: model.mayWriteMessage(facts, account, ticket, true),
    file: model.mayWriteMessage(facts, account, ticket, false),
    internalFile: model.mayWriteMessage(facts, account, ticket, true),
    time: model.mayReadPart(facts, account, ticket, "time.write"),
    // What is changed must be readable too.
    removedTime:
      model.mayReadPart(facts, account, ticket, "time.write") &&
      model.mayReadPart(facts, account, ticket, "time.readAccounted"),
    knownError: model.mayRead(facts, account, ticket) && model.mayWriteProject(facts, account, ticket),
    asSomebodyElse: false,
    open: model.mayOpen(facts, account, ticket, account),
    openForAnother: model.mayOpen(facts, account, ticket, laid.accounts.find((other) => other !== account)!),
    ask: model.mayRead(facts, account, ticket) && model.mayWriteProject(facts, account, ticket),
    ...shouldWriteAtDesk(account, ticket, laid),
    touch: model.mayTouchTicket(facts, account, ticket),
    join: takesPartAlready(account, ticket, laid) ? null : model.mayAddParticipant(facts, account, ticket, account),
    add: otherToAdd(account, ticket, laid)
      ? model.mayAddParticipant(facts, account, ticket, otherToAdd(account, ticket, laid)!)
      : null,
    remove: otherTakingPart(account, ticket, laid)
      ? model.mayRead(facts, account, ticket) && model.mayWriteProject(facts, account, ticket)
      : null,
    leave: takesPartAlready(account, ticket, laid) && model.mayRead(facts, account, ticket),
  };
}

function shouldWriteAtDesk(account: string, ticket: model.Ticket, laid: Laid) {
  const { facts } = laid;
  const reads = model.mayRead(facts, account, ticket);
  const writes = (one: model.Ticket) => model.mayWriteProject(facts, account, one);
  const operation = laid.operations.find(({ workspace }) => workspace === ticket.workspace)!;
  const isMember = model.permissionsIn(facts, account, ticket.workspace) !== null;
  const joins = (other: model.Ticket | undefined, asRequester = false) =>
    other
      ? reads &&
        model.mayRead(facts, account, other) &&
        (writes(ticket) || writes(other) || (asRequester && ticket.requester === account))
      : null;
  const linked = facts.tickets.find(({ id }) => laid.links.some(({ from, to }) => from === ticket.id && to === id));
  const other = facts.tickets.find(({ id }) => id === otherOfWorkspace(ticket, laid));
  return {
    link: joins(other),
    follow: joins(other, true),
    unlink: joins(linked),
    task: reads && writes(ticket),
    finishTask:
      reads && (writes(ticket) || laid.tasks.some((one) => one.ticket === ticket.id && one.assignee === account)),
    operate: isMember,
    undo: isMember && operation.author === account && reads,
  };
}

function otherOfWorkspace(ticket: model.Ticket, { facts }: Laid): string | undefined {
  return facts.tickets.find(({ id, workspace }) => id !== ticket.id && workspace === ticket.workspace)?.id;
}

/** A row exists already, left or not: a second one is refused whoever asks, and says nothing about rights. */
function takesPartAlready(account: string, ticket: model.Ticket, { facts }: Laid): boolean {
  return facts.participants.some((row) => row.ticket === ticket.id && row.account === account);
}

function otherToAdd(account: string, ticket: model.Ticket, laid: Laid): string | undefined {
  return laid.accounts.find((other) => other !== account && !takesPartAlready(other, ticket, laid));
}

function otherTakingPart(account: string, ticket: model.Ticket, { facts }: Laid): string | undefined {
  return facts.participants.find((row) => row.ticket === ticket.id && row.account !== account)?.account;
}

/** Null when there is nobody about whom to ask. */
async function about(other: string | undefined, ask: (other: string) => Promise<boolean>): Promise<boolean | null> {
  return other ? ask(other) : null;
}

class Undo extends Error {}

/** Whether a write goes through and touches a row; always undone. */
async function tries(
  web: postgres.Sql,
  account: string,
  write: (sql: postgres.TransactionSql) => Promise<{ count: number }>,
): Promise<boolean> {
  let touched = 0;
  try {
    await as(web, account, async (sql) => {
      touched = (await write(sql)).count;
      throw new Undo();
    });
  } catch (error) {
    if (error instanceof Undo) return touched === 1;
    if ((error as { code?: string }).code === "42501") return false;
    throw error;
  }
  return false;
}
