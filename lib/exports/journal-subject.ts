import { sql } from "drizzle-orm";
import { z } from "zod";
import { Forbidden } from "@/lib/access/refusals";
import { eventTypes } from "@/lib/journal/event";
import { getJournalPlace } from "@/lib/workspaces/journal-queries";
import { instant, openRows, read, said, where } from "./row-subject";
import { type Subject, valuesOf } from "./subject";

const JournalQuery = z.strictObject({
  workspace: z.string().max(60).optional(),
  type: z.enum(eventTypes).optional(),
  /** Days of the reader's calendar, both included. */
  from: z.iso.date().optional(),
  until: z.iso.date().optional(),
});

const names = {
  workspace: { fr: "Espace", en: "Workspace" },
  type: { fr: "Type", en: "Type" },
  from: { fr: "Depuis le", en: "From" },
  until: { fr: "Jusqu’au", en: "Until" },
};

/** The administration lines of one journal, with the hashes by which an extract is verified. */
export const journalSubject: Subject = {
  title: { fr: "Journal", en: "Journal" },
  async open(reading, query) {
    const { tx, timeZone, language, workspaceIds } = reading;
    const asked = JournalQuery.parse(valuesOf(query));
    const { id } = await getJournalPlace(tx, asked.workspace);
    if (workspaceIds && !workspaceIds.includes(id)) throw new Forbidden("exports-not-allowed");
    return openRows(reading, {
      columns: [
        read("sequence", "Ligne", "Line", ["integer", 10]),
        read("at", "Date", "Date", ["moment", 17]),
        read("type", "Type", "Type", ["text", 26]),
        read("actor", "Par", "By", ["text", 24]),
        read("door", "Porte", "Door", ["text", 10]),
        read("payload", "Détail", "Details", ["text", 70]),
        read("previousHash", "Empreinte précédente", "Previous hash", ["text", 66], { usual: false }),
        read("hash", "Empreinte", "Hash", ["text", 66]),
      ],
      select: sql`e.sequence, ${instant(sql`e.at`)} as at, e.type, (select a.name from account a where a.id = e.actor_id) as actor,
        e.door, e.payload::text as payload, e.previous_hash as "previousHash", e.hash`,
      from: sql`from event e ${where([
        sql`e.workspace_id = ${id} and e.chain_id = ${id}`,
        asked.type !== undefined && sql`e.type = ${asked.type}`,
        asked.from !== undefined && sql`e.at >= (${asked.from}::date)::timestamp at time zone ${timeZone}`,
        asked.until !== undefined && sql`e.at < (${asked.until}::date + 1)::timestamp at time zone ${timeZone}`,
      ])}`,
      order: sql`e.sequence desc`,
      filters: said(names, asked, language),
    });
  },
};
