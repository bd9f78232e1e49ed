import type { FigureName } from "@/lib/figures/definitions";
import { unitOf } from "@/lib/figures/definitions";
import type { Key } from "@/lib/figures/dimension-queries";
import { type Dimension, filterOf, StatisticsQuestion } from "@/lib/figures/question";
import { readStatistics, type Table } from "@/lib/figures/statistics";
import type { Cell } from "./sheet";
import { cellsOf, type Reading, type RowColumn, type Subject, valuesOf } from "./subject";
import { describeTicketFilter } from "./ticket-filter-words";
import {
  channelWords,
  dimensionWords,
  figureWords,
  initiatorWords,
  kindWords,
  type Language,
  priorityWords,
  stepWords,
  type Words,
} from "./words";

type Row = Table["rows"][number];

/** The figures of a question of the statistics, one row for each step of time and each key; delays are durations. */
export const statisticsSubject: Subject = {
  title: { fr: "Statistiques", en: "Statistics" },
  async open(reading, query) {
    const question = readStatisticsQuery(query);
    const table = await readStatistics(reading.tx, question, reading.workspaceIds);
    const columns = columnsOf(table, reading.language);
    return {
      columns,
      filters: describeQuestion(question, table, reading),
      count: async (most = table.rows.length) => Math.min(most, table.rows.length),
      batches: (names) => cellsOf(columns, names, inBatches(table.rows)),
    };
  },
};

/** As the page's address says it: `field.site=portail` is a value of a field. Throws ZodError. */
export function readStatisticsQuery(query: string): StatisticsQuestion {
  const field: Record<string, string> = {};
  const others: Record<string, string> = {};
  for (const [name, value] of Object.entries(valuesOf(query))) {
    const code = /^field(?:\.(.+)|\[(.+)\])$/.exec(name);
    if (code) field[(code[1] ?? code[2])!] = value;
    else others[name] = value;
  }
  return StatisticsQuestion.parse(Object.keys(field).length > 0 ? { ...others, field } : others);
}

async function* inBatches(rows: Row[]) {
  for (let place = 0; place < rows.length; place += 500) yield rows.slice(place, place + 500);
}

/** What adds up over rows; the rest is told once for the whole period, beside the filters. */
const additive = (name: FigureName) =>
  ["opened", "answered", "resolved", "closed", "reopened", "accountedTime", "realTime"].includes(name);

function columnsOf(table: Table, language: Language): RowColumn<Row>[] {
  const columns: RowColumn<Row>[] = [];
  const common = { usual: true };
  const { step } = table;
  if (step) {
    const dated = step === "day" || step === "week";
    const cell = (row: Row): Cell => (dated ? row.step : row.step!.slice(0, step === "month" ? 7 : 4));
    columns.push({ name: "step", title: stepWords[step], type: dated ? "date" : "text", width: 13, cell, ...common });
  }
  for (const [place, name] of table.group.entries()) {
    const cell = (row: Row): Cell => sayKey(name, row.keys[place]!, language);
    columns.push({ name, title: dimensionWords[name], type: "text", width: 28, cell, ...common });
  }
  const summed = !table.group.some((name) => name === "item" || name === "site");
  for (const [place, name] of table.figures.entries())
    columns.push({
      // All of them at once are twenty-five: what is rarer is there for who chooses it.
      usual: !/(P90|Mean)$/.test(name),
      name,
      title: figureWords[name],
      type: unitOf(name) === "count" ? "integer" : "duration",
      width: 18,
      summed: summed && additive(name),
      cell: (row) => row.values[place]!,
    });
  return columns;
}

const closedWords: Partial<Record<Dimension, Record<string, Words>>> = {
  kind: kindWords,
  priority: priorityWords,
  channel: channelWords,
  initiator: initiatorWords,
};

/** The words of a key. */
export function sayKey(dimension: Dimension, { value, label }: Key, language: Language): string {
  if (value === null) return { fr: "(aucun)", en: "(none)" }[language];
  return label?.[language] ?? closedWords[dimension]?.[value]?.[language] ?? value;
}

function describeQuestion(question: StatisticsQuestion, table: Table, { language }: Reading) {
  const say = (fr: string, en: string) => ({ fr, en })[language];
  const { from, to } = table.period;
  const asked = describeTicketFilter(filterOf(question), language).slice(0, -1);
  const whole = table.figures.flatMap((name, place) => {
    const value = table.total[place];
    if (additive(name) || value === null || value === undefined) return [];
    const label = `${say("Sur la période :", "Over the period:")} ${figureWords[name][language]}`;
    return [{ label, value: unitOf(name) === "count" ? String(value) : hours(value) }];
  });
  return [
    { label: say("Période", "Period"), value: say(`du ${from} au ${to}`, `${from} to ${to}`) },
    { label: say("Jours", "Days"), value: say("de Paris (Europe/Paris)", "of Paris (Europe/Paris)") },
    ...asked,
    ...whole,
  ];
}

/** `26:30`. */
function hours(seconds: number): string {
  const minutes = Math.round(Math.abs(seconds) / 60);
  return `${seconds < 0 ? "-" : ""}${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}
