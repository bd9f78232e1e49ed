import { readableTime } from "@/lib/access/ability";
import { getRights } from "@/lib/access/rights";
import type { Transaction } from "@/lib/tenancy/actor";
import { TicketFilter } from "@/lib/tickets/ticket-filter";
import { countTickets, type Streamed, streamTickets } from "@/lib/tickets/ticket-stream-queries";
import { sumTime } from "@/lib/timesheets/time-queries";
import { cellsOf, type Reading, type Subject, valuesOf } from "./subject";
import { fieldColumns, type TicketRow, ticketColumns, timeColumns } from "./ticket-columns";
import { describeTicketFilter } from "./ticket-filter-words";

/** The list of tickets, with the filters and the order of its page. */
export const ticketsSubject: Subject = {
  title: { fr: "Fiches", en: "Tickets" },
  async open(reading, query) {
    const { tx, language, timeZone, workspaceIds } = reading;
    const filter = readTicketQuery(query);
    const streamed: Streamed = { filter, timeZone, workspaceIds };
    const columns = [
      ...ticketColumns(language),
      ...timeColumns(await readsTime(reading)),
      ...(await fieldColumns(reading)),
    ];
    return {
      columns,
      filters: describeTicketFilter(filter, language),
      count: (most) => countTickets(tx, streamed, most),
      batches: (names) => cellsOf(columns, names, streamRows(tx, streamed, names)),
    };
  },
};

/** As the page's address says it: `field.site=portail` is a value of a field. Throws ZodError. */
export function readTicketQuery(query: string): TicketFilter {
  const field: Record<string, string> = {};
  const others: Record<string, string> = {};
  for (const [name, value] of Object.entries(valuesOf(query))) {
    const code = /^field(?:\.(.+)|\[(.+)\])$/.exec(name);
    if (code) field[(code[1] ?? code[2])!] = value;
    else others[name] = value;
  }
  return TicketFilter.parse(Object.keys(field).length > 0 ? { ...others, field } : others);
}

async function readsTime({ tx, workspaceIds }: Reading) {
  return readableTime(await getRights(tx), workspaceIds);
}

/** Time is asked only when a column of it was chosen. */
async function* streamRows(tx: Transaction, streamed: Streamed, names: string[]): AsyncGenerator<TicketRow[]> {
  const timed = names.includes("accountedTime") || names.includes("realTime");
  for await (const rows of streamTickets(tx, streamed)) {
    if (!timed) yield rows;
    else {
      const spent = await sumTime(
        tx,
        rows.map(({ id }) => id),
      );
      yield rows.map((row) => ({ ...row, accounted: spent.get(row.id)?.accounted, real: spent.get(row.id)?.real }));
    }
  }
}
