import { getTableConfig, type PgTable } from "drizzle-orm/pg-core";
import { nameOf, type Reference } from "./dump-table";
import { tablesLeftOut } from "./left-out";

/** Columns that hold an account's identifier without a foreign key: who did it stays known after he left. */
const accountColumns = /^(account_id|author_id|requester_id|assignee_id|owner_id|by|.*_by)$/;

/** What holds an identifier that no row need answer to, each with its reason. */
export const unbound: Record<string, string> = {
  "chain.id": "a ticket, an item, a package or the workspace itself",
  "event.chain_id": "a ticket, an item, a package or the workspace itself",
  "event.actor_id": "lines keep their hash: after a restoration, the account's former identifier",
  "event.ticket_id": "told by its chain",
  "event.item_id": "told by its chain",
  "event.package_id": "told by its chain",
  "mail_thread.ticket_id": "a route, not a row's part",
  "message.incoming_mail_id": "an unrouted mail is the platform's",
  "incoming_mail.mailbox_id": "the mailbox may have been removed",
  "incoming_mail.bounced_mail_id": "a mail of another workspace, sometimes",
  "incoming_mail.ticket_id": "a ticket of another workspace, sometimes",
  "outgoing_mail.message_id": "told by its ticket",
  "outgoing_mail.event_id": "told by its ticket",
  "outgoing_mail.link_id": "links are not dumped",
  "outgoing_mail.incoming_mail_id": "an unrouted mail is the platform's",
  "outgoing_mail.export_id": "exports are not dumped",
  "outgoing_mail.item_id": "told by its reminder",
  "outgoing_mail.package_id": "told by its history",
  "outgoing_mail.digest_id": "a summary is the platform's",
  "operation.batch_id": "one edit over several workspaces",
  "approval.template_id": "told by its plan",
  "status.replaced_by_id": "kept by the processes",
  "item_relation.from_project_id": "copied from its end",
  "item_relation.to_project_id": "copied from its end",
  "item_version.import_id": "told in its history",
  "item_import.ticket_id": "told in its history",
  "item_import_line.item_id": "what it became, if it did",
  "mailbox.leased_by": "a worker, not an account",
};

/** What a table's rows refer to: its foreign keys, and the accounts that it names without one. */
export function referencesOf(table: PgTable): Reference[] {
  const { name, columns, foreignKeys } = getTableConfig(table);
  const declared = foreignKeys.map((key) => {
    const { columns: from, foreignTable, foreignColumns } = key.reference();
    return { columns: from.map(nameOf), table: getTableConfig(foreignTable).name, keys: foreignColumns.map(nameOf) };
  });
  const bound = new Set(declared.flatMap((reference) => reference.columns));
  const accounts = columns
    .filter((column) => column.getSQLType() === "uuid")
    .map(nameOf)
    .filter(
      (column) => accountColumns.test(column) && !bound.has(column) && unbound[`${name}.${column}`] === undefined,
    );
  const messages =
    name === "attachment"
      ? [{ columns: ["workspace_id", "message_id"], table: "message", keys: ["workspace_id", "id"] }]
      : [];
  return [
    ...declared,
    ...messages,
    ...accounts.map((column) => ({ columns: [column], table: "account", keys: ["id"] })),
  ].filter((reference) => tablesLeftOut[reference.table] === undefined);
}
