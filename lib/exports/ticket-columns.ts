import { sql } from "drizzle-orm";
import { field } from "@/db/schema";
import type { StreamedTicket } from "@/lib/tickets/ticket-stream-queries";
import type { FieldChoice, FieldType } from "@/lib/workspaces/field";
import type { Cell, CellType } from "./sheet";
import type { Reading, RowColumn } from "./subject";
import {
  channelWords,
  initiatorWords,
  kindWords,
  type Language,
  levelWords,
  phaseWords,
  priorityWords,
  type Words,
} from "./words";

export type TicketRow = StreamedTicket & { accounted?: number | null; real?: number | null };
type TicketColumn = RowColumn<TicketRow>;

const column = (
  name: string,
  fr: string,
  en: string,
  [type, width]: [CellType, number],
  cell: (row: TicketRow) => Cell,
  usual = true,
): TicketColumn => ({ name, title: { fr, en }, type, width, usual, cell });

const text = (width: number): [CellType, number] => ["text", width];
const moment: [CellType, number] = ["moment", 17];
const duration: [CellType, number] = ["duration", 14];

const between = (start: Date | null, end: Date | null) =>
  start && end ? Math.round((end.getTime() - start.getTime()) / 1000) : null;

/** What every reader of a ticket may know of it, in the reader's words. */
export function ticketColumns(language: Language): TicketColumn[] {
  const said = (table: Record<string, Words>, code: string | number) => table[code]?.[language] ?? String(code);
  const label = (named: { labelFr: string; labelEn: string } | null) =>
    named && (language === "fr" ? named.labelFr : named.labelEn);
  return [
    column("reference", "Numéro", "Number", text(16), (row) => row.reference),
    column("title", "Objet", "Title", text(52), (row) => row.title),
    column("kind", "Nature", "Kind", text(18), (row) => said(kindWords, row.kind)),
    column("category", "Typologie", "Category", text(18), (row) => label(row.category)),
    column("status", "Statut", "Status", text(20), (row) => label(row.status)),
    column("phase", "Avancement", "Progress", text(14), (row) => said(phaseWords, row.phase)),
    column("priority", "Priorité", "Priority", text(12), (row) => said(priorityWords, row.priority)),
    column("impact", "Impact", "Impact", text(12), (row) => said(levelWords, row.impact), false),
    column("urgency", "Urgence", "Urgency", text(12), (row) => said(levelWords, row.urgency), false),
    column("workspace", "Espace", "Workspace", text(24), (row) => row.workspace?.name ?? null),
    column("project", "Projet", "Project", text(26), (row) => row.project?.name ?? null),
    column("projectKey", "Clé du projet", "Project key", text(14), (row) => row.project?.key ?? null, false),
    column("requester", "Demandeur", "Requester", text(22), (row) => row.requester?.name ?? null),
    column("requesterMail", "Courriel", "Mail", text(30), (row) => row.requester?.mail ?? null, false),
    column("assignee", "Responsable", "Assignee", text(22), (row) => row.assignee?.name ?? null),
    column("channel", "Reçue par", "Received by", text(12), (row) => said(channelWords, row.channel), false),
    column(
      "initiator",
      "À l’initiative de",
      "Initiated by",
      text(16),
      (row) => said(initiatorWords, row.initiator),
      false,
    ),
    column("major", "Incident majeur depuis", "Major since", moment, (row) => row.majorSince, false),
    column("opened", "Ouverte", "Opened", moment, (row) => row.openedAt),
    column("updated", "Modifiée", "Updated", moment, (row) => row.updatedAt),
    column("firstAnswered", "Première réponse", "First answer", moment, (row) => row.firstAnsweredAt, false),
    column("resolved", "Résolue", "Resolved", moment, (row) => row.resolvedAt),
    column("closed", "Close", "Closed", moment, (row) => row.closedAt, false),
    column("answerDelay", "Délai de première réponse", "Delay to first answer", duration, (row) =>
      between(row.openedAt, row.firstAnsweredAt),
    ),
    column("resolutionDelay", "Délai de résolution", "Delay to resolution", duration, (row) =>
      between(row.openedAt, row.resolvedAt),
    ),
  ];
}

/** For who may read time somewhere: elsewhere PostgreSQL shows none, and the cell is empty. */
export function timeColumns(reads: { accounted: boolean; real: boolean }): TicketColumn[] {
  const spent = (minutes: number | null | undefined) => (minutes == null ? null : minutes * 60);
  const accounted = column("accountedTime", "Temps comptabilisé", "Accounted time", duration, (row) =>
    spent(row.accounted),
  );
  const real = column("realTime", "Temps réel", "Real time", duration, (row) => spent(row.real), false);
  return [
    ...(reads.accounted ? [{ ...accounted, summed: true }] : []),
    ...(reads.real ? [{ ...real, summed: true }] : []),
  ];
}

interface DefinedField extends Record<string, unknown> {
  code: string;
  types: FieldType[];
  labelFr: string;
  labelEn: string;
  choices: FieldChoice[][];
}

/** The fields of the workspaces to which the person belongs, one column for each code. */
export async function fieldColumns({ tx, language, workspaceIds }: Reading): Promise<TicketColumn[]> {
  const within = workspaceIds ? sql`and ${field.workspaceId} = any(${sql.param(workspaceIds)}::uuid[])` : sql``;
  const fields = await tx.execute<DefinedField>(sql`
    select code, array_agg(distinct type) as types, min(label_fr) as "labelFr", min(label_en) as "labelEn", json_agg(choices) as choices
      from ${field} where ${field.workspaceId} in (select my_workspace_ids()) ${within} group by code order by min(position), code`);
  return [...fields].map(({ code, types, labelFr, labelEn, choices }) => {
    const type = types.length === 1 ? cellTypeOf[types[0]!] : "text";
    const labels = new Map(
      choices.flat().map((choice) => [choice.code, language === "fr" ? choice.labelFr : choice.labelEn]),
    );
    const cell = (row: TicketRow) => fieldCell(type, row.fields[code], labels);
    return column(`field.${code}`, labelFr, labelEn, [type, type === "text" ? 24 : 16], cell, false);
  });
}

const cellTypeOf: Record<FieldType, CellType> = {
  text: "text",
  longText: "text",
  number: "number",
  date: "date",
  moment: "moment",
  choice: "text",
  boolean: "boolean",
};

function fieldCell(type: CellType, value: string | number | boolean | undefined, labels: Map<string, string>): Cell {
  if (value === undefined) return null;
  if (type === "moment") return new Date(String(value));
  return type === "text" ? (labels.get(String(value)) ?? String(value)) : value;
}
