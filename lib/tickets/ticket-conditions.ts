import { eq, gte, inArray, isNotNull, isNull, lt, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { z } from "zod";
import { account, category, field, project, requestForm, status, ticket, workspace } from "@/db/schema";
import type { Transaction } from "@/lib/tenancy/actor";
import { countedAs } from "./ticket-facts";
import { day, type TicketFilter } from "./ticket-filter";

/** What the filter asks, as conditions on `ticket`. None of them is there for safety: the wall stands without them. */
export function conditionsOf(tx: Transaction, filter: TicketFilter, timeZone: string): SQL[] {
  const me = tx.asking.accountId ?? "00000000-0000-0000-0000-000000000000";
  const idOfMail = (mail: string) =>
    sql`(select ${account.id} from ${account} where ${account.mail} = ${mail.trim().toLowerCase()})`;
  const idOf = (person: string) => (z.guid().safeParse(person).success ? sql`${person}::uuid` : idOfMail(person));
  const conditions = [
    filter.workspace && isNamed(ticket.workspaceId, workspace.id, workspace.key, filter.workspace),
    filter.project && isNamed(ticket.projectId, project.id, project.key, upper(filter.project)),
    filter.kind && inArray(ticket.kind, filter.kind),
    filter.phase && inArray(ticket.phase, filter.phase),
    filter.status && isNamed(ticket.statusId, status.id, status.code, filter.status),
    filter.category && isCategorised(filter.category),
    filter.priority && inArray(ticket.priority, filter.priority),
    filter.channel && inArray(ticket.channel, filter.channel),
    filter.initiator && inArray(ticket.initiator, filter.initiator),
    filter.major && (filter.major === "yes" ? isNotNull(ticket.majorSince) : isNull(ticket.majorSince)),
    filter.form && isNamed(ticket.formId, requestForm.id, requestForm.code, filter.form),
    ...Object.entries(filter.field ?? {}).map(([code, value]) => holds(code, value, timeZone)),
    filter.assignee === "nobody"
      ? isNull(ticket.assigneeId)
      : filter.assignee &&
        (filter.assignee === "me" ? eq(ticket.assigneeId, me) : eq(ticket.assigneeId, idOf(filter.assignee))),
    filter.requester &&
      (filter.requester === "me" ? eq(ticket.requesterId, me) : eq(ticket.requesterId, idOfMail(filter.requester))),
    filter.item && concerns(filter.item),
    filter.site && concerns(filter.site, "site"),
    filter.counted && countedAs(filter.counted, filter.countedFrom, filter.countedTo),
    filter.openedFrom && gte(ticket.openedAt, startOfDay(filter.openedFrom, timeZone)),
    filter.openedTo && lt(ticket.openedAt, startOfDay(filter.openedTo, timeZone, 1)),
    filter.updatedFrom && gte(ticket.updatedAt, startOfDay(filter.updatedFrom, timeZone)),
    filter.updatedTo && lt(ticket.updatedAt, startOfDay(filter.updatedTo, timeZone, 1)),
  ];
  return conditions.filter((condition): condition is SQL => Boolean(condition));
}

/** Looked up once, before the tickets: joined, the names would keep the planner from walking the index of one project in its order. */
function isNamed(of: PgColumn, id: PgColumn, name: PgColumn, names: string[]): SQL {
  const ids = sql`select ${id} from ${id.table} where ${inArray(name, names)}`;
  return names.length === 1 && name.isUnique ? sql`${of} = (${ids})` : sql`${of} = any(array(${ids}))`;
}

/** `-` stands for those that have none. */
function isCategorised(codes: string[]): SQL {
  const named = isNamed(ticket.categoryId, category.id, category.code, codes);
  return codes.includes("-") ? sql`(${ticket.categoryId} is null or ${named})` : named;
}

/** About one of these configuration items that the asking person reads, or about none (of that type). */
function concerns(items: string[], type?: string): SQL {
  const typed = type
    ? sql`join item i on i.workspace_id = l.item_workspace_id and i.id = l.item_id
        join item_type y on y.workspace_id = i.type_workspace_id and y.id = i.type_id and y.code = ${type}`
    : sql``;
  const linked = (condition: SQL) =>
    sql`exists (select 1 from ticket_item l ${typed} where l.workspace_id = ticket.workspace_id and l.ticket_id = ticket.id and ${condition})`;
  const ids = items.filter((item) => item !== "none");
  const any = linked(sql`l.item_id = any(${sql.param(ids)}::uuid[])`);
  return items.includes("none") ? sql`(${any} or not ${linked(sql`true`)})` : any;
}

/**
 * A part of a text, whatever its case; the day of a moment, by the reader's calendar; the whole of any other value. Which of the
 * workspaces hold text or a moment there is looked up once.
 */
function holds(code: string, value: string, timeZone: string): SQL {
  const placesOf = (...types: string[]) => sql`array(select ${field.workspaceId} from ${field}
    where ${field.code} = ${code} and ${inArray(field.type, types as never[])})`;
  const part = `%${value.replaceAll(/[\\%_]/g, "\\$&")}%`;
  const said = sql`${ticket.fields} ->> ${code}`;
  const written = sql`${said} ilike ${part} and ${ticket.workspaceId} = any(${placesOf("text", "longText")})`;
  if (!day.safeParse(value).success) return sql`(${said} = ${value} or ${written})`;
  const edge = (later: number) =>
    sql`to_char(${startOfDay(value, timeZone, later)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  const within = sql`${said} >= ${edge(0)} and ${said} < ${edge(1)} and ${ticket.workspaceId} = any(${placesOf("moment")})`;
  return sql`(${said} = ${value} or ${written} or ${within})`;
}

const upper = (texts: string[]) => texts.map((text) => text.toUpperCase());

/** Midnight of a day of the reader's calendar, as a moment: PostgreSQL knows the changes of clocks. */
function startOfDay(day: string, timeZone: string, later = 0): SQL {
  return sql`((${day}::date + ${later}::int)::timestamp at time zone ${timeZone})`;
}
