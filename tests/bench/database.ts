import type postgres from "postgres";
import { getRights, rememberRights } from "@/lib/access/rights";
import { personActor, type Transaction } from "@/lib/tenancy/actor";
import { listMessages } from "@/lib/tickets/thread-queries";
import { TicketFilter } from "@/lib/tickets/ticket-filter";
import { listTickets } from "@/lib/tickets/ticket-list-queries";
import { getTicket } from "@/lib/tickets/ticket-queries";
import { time, timesLine } from "./measure";

/** Whoever opens tickets here is nobody of those whose lists are measured. */
export const writer = "person-8-1@bench.example";

/** As many as a workspace has: one alone who wrote so much would be held for a loop. */
export const writers = Array.from({ length: 20 }, (_, rank) => `person-8-${rank + 1}@bench.example`);

/** The people of the large world who stand for each scope. */
export const scopes = {
  "agent (1 000 projets)": "agent-1@bench.example",
  "suivi de projet (3 projets)": "person-7-21@bench.example",
  "demandeur (les siennes)": "person-7-1@bench.example",
};

const filters: [string, Record<string, string>][] = [
  ["tout", {}],
  ["en cours", { phase: "new,open,waiting" }],
  ["un projet", { project: "B007P1" }],
  ["à moi", { assignee: "me" }],
  ["incidents urgents, par ouverture", { kind: "incident", priority: "1", sort: "opened" }],
];

/** Words as people ask: rare ones (an asset's name), middling and common ones, alone and together. */
const words = [
  "srv02817",
  "module123",
  "srv00988 portail",
  "certificat",
  "serveur lenteur",
  "module77 connexion",
  "agenda srv01500",
  "portail",
];

/** The database's part of each page: times of the queries alone, under the person's own row security. */
export async function benchDatabase(owner: postgres.Sql) {
  console.log("\nPart de la base (requêtes seules, droits compris)");
  for (const [scope, mail] of Object.entries(scopes)) {
    const asPage = await readerOf(owner, mail);
    for (const [name, filter] of filters) {
      const parsed = TicketFilter.parse(filter);
      const times = await time(60, () => asPage((tx) => listTickets(tx, parsed, { limit: 50 })));
      timesLine(`liste de 50, ${scope}, ${name}`, times, 5);
    }
    await benchSearch(scope, asPage);
  }
  await benchTicket(await readerOf(owner, scopes["agent (1 000 projets)"]));
}

async function benchSearch(scope: string, asPage: Reader) {
  const all: number[] = [];
  for (const q of words) {
    const parsed = TicketFilter.parse({ q });
    const times = await time(12, () => asPage((tx) => listTickets(tx, parsed, { limit: 50 })));
    all.push(...times);
    if (process.argv.includes("--each")) timesLine(`  recherche « ${q} », ${scope}`, times);
  }
  timesLine(`recherche, ${scope}`, all, 50);
}

async function benchTicket(asPage: Reader) {
  const times = await time(100, () =>
    asPage(async (tx) => {
      const ticket = await getTicket(tx, longTicket);
      return listMessages(tx, ticket, { limit: 200 });
    }),
  );
  timesLine("fiche de 30 messages", times, 5);
}

/** Every five-hundredth ticket of a workspace has thirty messages: n = 500 is number 100 of the project of rank 0. */
export const longTicket = "B007P1-100";

type Reader = <T>(read: (tx: Transaction) => Promise<T>) => Promise<T>;

/** Reads as a page does: the person's rights came with his session already. */
async function readerOf(owner: postgres.Sql, mail: string): Promise<Reader> {
  const [account] = await owner<{ id: string }[]>`select id from account where mail = ${mail}`;
  if (!account)
    throw new Error("The database is not the benches' large world: npm run bench:seed -- --tickets 1000000");
  const actor = personActor(account.id, "web");
  const rights = await actor.transaction(getRights);
  return (read) =>
    actor.transaction((tx) => {
      rememberRights(tx, rights);
      return read(tx);
    });
}
