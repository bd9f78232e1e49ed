import { sql } from "drizzle-orm";
import { z } from "zod";
import { NotFound } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { openRows, read, said, where, within } from "./row-subject";
import { type Subject, valuesOf } from "./subject";

const TimeQuery = z.strictObject({
  workspace: z.string().max(60).optional(),
  project: z.string().max(60).toUpperCase().optional(),
  /** Days on which it was spent, both included. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
});

const names = {
  workspace: { fr: "Espace", en: "Workspace" },
  project: { fr: "Projet", en: "Project" },
  from: { fr: "Depuis le", en: "From" },
  to: { fr: "Jusqu’au", en: "Until" },
};

/** Time spent, entry by entry. Row security shows none of it to whoever may not read it, and for whom this does not exist either. */
export const timeSubject: Subject = {
  title: { fr: "Temps passé", en: "Time spent" },
  async open(reading, query) {
    const asked = TimeQuery.parse(valuesOf(query));
    const { memberships } = await getRights(reading.tx);
    const holds = (permission: string) => memberships.some((m) => m.permissions.some((one) => one === permission));
    if (!holds("time.readAccounted")) throw new NotFound();
    const real = read("real", "Temps réel", "Real time", ["duration", 14], { summed: true });
    return openRows(reading, {
      columns: [
        read("day", "Jour", "Day", ["date", 12]),
        read("reference", "Fiche", "Ticket", ["text", 16]),
        read("title", "Objet", "Title", ["text", 48]),
        read("project", "Projet", "Project", ["text", 26]),
        read("workspace", "Espace", "Workspace", ["text", 24]),
        read("person", "Par", "By", ["text", 22]),
        read("accounted", "Temps comptabilisé", "Accounted time", ["duration", 18], { summed: true }),
        ...(holds("time.readReal") ? [real] : []),
        read("description", "Travail", "Work", ["text", 48]),
      ],
      select: sql`e.spent_on::text as day, t.reference, t.title, p.name as project, w.name as workspace,
        (select a.name from account a where a.id = e.account_id) as person,
        e.accounted_minutes * 60 as accounted, r.real_minutes * 60 as real, e.description`,
      from: sql`from time_entry e join ticket t on t.workspace_id = e.workspace_id and t.id = e.ticket_id
        join project p on p.id = t.project_id join workspace w on w.id = t.workspace_id
        left join time_real r on r.workspace_id = e.workspace_id and r.entry_id = e.id
        ${where([
          sql`e.removed_at is null`,
          within(sql`e.workspace_id`, reading),
          asked.workspace !== undefined && sql`w.key = ${asked.workspace}`,
          asked.project !== undefined && sql`p.key = ${asked.project}`,
          asked.from !== undefined && sql`e.spent_on >= ${asked.from}::date`,
          asked.to !== undefined && sql`e.spent_on <= ${asked.to}::date`,
        ])}`,
      order: sql`e.spent_on desc, e.created_at desc, e.id desc`,
      filters: said(names, asked, reading.language),
    });
  },
};
