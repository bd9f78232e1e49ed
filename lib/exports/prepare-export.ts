import { eq, inArray } from "drizzle-orm";
import { account, workspace } from "@/db/schema";
import { exportScope } from "@/lib/access/ability";
import { Invalid, NotFound } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import type { Transaction } from "@/lib/tenancy/actor";
import type { AskedExport } from "./export";
import type { Cell, Fact, Sheet, Written } from "./sheet";
import type { OfferedColumn, Opened, Reading } from "./subject";
import { subjectOf } from "./subjects";
import type { Language } from "./words";

/** An export understood under somebody's rights, ready to be counted and written. */
export interface Prepared {
  asked: AskedExport;
  opened: Opened;
  columns: OfferedColumn[];
  reading: Reading;
  person: { name: string; mail: string };
  /** The workspaces whose rows are left out, since nothing may be exported from there. */
  leftOut: string[];
}

/** Throws Forbidden without the right to export, ZodError or Invalid when the query or a column makes no sense. */
export async function prepareExport(tx: Transaction, asked: AskedExport): Promise<Prepared> {
  const workspaceIds = exportScope(await getRights(tx));
  const { name, mail, locale, timeZone } = await getPerson(tx);
  const language: Language = locale === "en" ? "en" : "fr";
  const reading: Reading = { tx, language, timeZone, workspaceIds };
  const opened = await subjectOf[asked.subject].open(reading, asked.query);
  const columns = chooseColumns(opened.columns, asked.columns);
  return { asked, opened, columns, reading, person: { name, mail }, leftOut: await namesElsewhere(reading) };
}

async function getPerson(tx: Transaction) {
  const [person] = await tx.select().from(account).where(eq(account.id, tx.asking.accountId!));
  if (!person) throw new NotFound("unknown-account");
  return person;
}

function chooseColumns(offered: OfferedColumn[], names: string[]): OfferedColumn[] {
  if (names.length === 0) return offered.filter(({ usual }) => usual);
  return [...new Set(names)].map((name) => {
    const found = offered.find((column) => column.name === name);
    if (!found) throw new Invalid("unknown-column", "columns", { name: name.slice(0, 80) });
    return found;
  });
}

async function namesElsewhere({ tx, workspaceIds }: Reading): Promise<string[]> {
  if (!workspaceIds) return [];
  const { memberships } = await getRights(tx);
  const own = memberships.map(({ workspaceId }) => workspaceId);
  const elsewhere = own.filter((id) => !workspaceIds.includes(id));
  if (elsewhere.length === 0) return [];
  const rows = await tx.select({ name: workspace.name }).from(workspace).where(inArray(workspace.id, elsewhere));
  return rows.map(({ name }) => name).sort();
}

/** The sheet to write; `onRows` hears how many rows have gone by. */
export function sheetOf(prepared: Prepared, onRows?: (rows: number) => Promise<void>): Sheet {
  const { asked, opened, columns, reading, person } = prepared;
  const { language, timeZone } = reading;
  const totals = new Map<string, number>();
  const names = columns.map(({ name }) => name);
  return {
    title: subjectOf[asked.subject].title[language],
    columns: columns.map(({ title, type, width }) => ({ title: title[language], type, width })),
    batches: tally(opened.batches(names), columns, totals, onRows),
    facts: async (written) => factsOf(prepared, totals, written),
    factsTitle: { fr: "Filtres", en: "Filters" }[language],
    language,
    timeZone,
    author: person.name,
  };
}

async function* tally(
  batches: AsyncIterable<Cell[][]>,
  columns: OfferedColumn[],
  totals: Map<string, number>,
  onRows: (rows: number) => Promise<void> = async () => {},
): AsyncGenerator<Cell[][]> {
  const summed = columns.flatMap(({ name, summed }, place) => (summed ? [{ name, place }] : []));
  let done = 0;
  for await (const rows of batches) {
    for (const { name, place } of summed)
      for (const row of rows) totals.set(name, (totals.get(name) ?? 0) + Number(row[place] ?? 0));
    done += rows.length;
    await onRows(done);
    yield rows;
  }
}

/** Who, when, what, and totals equal to the screen's. */
function factsOf(
  { asked, opened, columns, reading, person, leftOut }: Prepared,
  totals: Map<string, number>,
  written: Written,
): Fact[] {
  const { language, timeZone } = reading;
  const say = (fr: string, en: string) => (language === "fr" ? fr : en);
  const text = (label: string, value: string): Fact => ({ label, type: "text", value });
  const summed = columns.filter(({ name }) => totals.has(name));
  return [
    text(say("Contenu", "Content"), subjectOf[asked.subject].title[language]),
    text(say("Exporté par", "Exported by"), `${person.name} <${person.mail}>`),
    { label: say("Le", "On"), type: "moment", value: new Date() },
    text(say("Fuseau horaire", "Time zone"), timeZone),
    text(
      say("Portée", "Scope"),
      say("ce que cette personne peut lire, et rien d’autre", "what this person may read, and nothing else"),
    ),
    ...(opened.filters.length > 0
      ? opened.filters.map(({ label, value }) => text(label, value))
      : [text(say("Filtres", "Filters"), say("aucun", "none"))]),
    ...(leftOut.length > 0
      ? [
          text(
            say("Espaces laissés de côté, faute du droit d’exporter", "Workspaces left out: no right to export"),
            leftOut.join(", "),
          ),
        ]
      : []),
    { label: say("Nombre de lignes", "Number of rows"), type: "integer", value: written.rows },
    ...summed.map(
      ({ name, title, type }): Fact => ({
        label: `${say("Total :", "Total:")} ${title[language]}`,
        type,
        value: totals.get(name)!,
      }),
    ),
    ...(written.cut > 0
      ? [
          {
            label: say("Textes coupés à 32 767 caractères", "Texts cut at 32,767 characters"),
            type: "integer" as const,
            value: written.cut,
          },
        ]
      : []),
  ];
}
