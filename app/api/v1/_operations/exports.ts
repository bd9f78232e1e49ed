import { z } from "zod";
import { operation } from "@/app/_doors/api/operation";
import { abandonExport } from "@/lib/exports/abandon-export";
import { askExport } from "@/lib/exports/ask-export";
import { endSchedule } from "@/lib/exports/end-schedule";
import { ExportInput, type ExportJob, subjects } from "@/lib/exports/export";
import { getExport, listExports } from "@/lib/exports/export-queries";
import { type ExportSchedule, rhythms, ScheduleInput } from "@/lib/exports/schedule";
import { scheduleExport } from "@/lib/exports/schedule-export";
import { listSchedules } from "@/lib/exports/schedule-queries";
import { formats } from "@/lib/exports/sheet";
import { listOf, Moment, momentOrNull } from "./shapes";

const tag = "exports";
const Id = z.strictObject({ id: z.uuid() });
const what = {
  subject: z.enum(subjects),
  query: z.string(),
  columns: z.array(z.string()),
  format: z.enum(formats),
};

const ExportShape = z
  .strictObject({
    id: z.guid(),
    ...what,
    state: z.enum(["waiting", "running", "done", "failed", "abandoned"]),
    failure: z.string().nullable(),
    rows: z.int(),
    total: z.int().nullable(),
    name: z.string().nullable(),
    size: z.int().nullable(),
    sha256: z.string().nullable(),
    createdAt: Moment,
    finishedAt: Moment.nullable(),
    expiresAt: Moment.nullable(),
  })
  .meta({ id: "Export" });

const ScheduleShape = z
  .strictObject({
    id: z.guid(),
    name: z.string(),
    ...what,
    every: z.enum(rhythms),
    day: z.int().nullable(),
    hour: z.int(),
    attached: z.boolean(),
    nextAt: Moment,
  })
  .meta({ id: "ExportSchedule" });

export const list = operation({
  method: "GET",
  path: "/exports",
  tag,
  summary: { fr: "Lister ses exports", en: "List one’s exports" },
  answer: listOf(ExportShape),
  run: async ({ actor }) => ({ items: (await actor.transaction(listExports)).map(present), after: null }),
});

export const ask = operation({
  method: "POST",
  path: "/exports",
  tag,
  summary: {
    fr: "Demander un export, fait en arrière-plan et annoncé par courriel",
    en: "Ask for an export, made in the background and told by mail",
  },
  body: ExportInput,
  answer: ExportShape,
  status: 201,
  run: async ({ actor, body }) => {
    const { id } = await askExport(actor, body);
    return present(await actor.transaction((tx) => getExport(tx, id)));
  },
  location: ({ id }) => `/exports/${id}`,
});

export const get = operation({
  method: "GET",
  path: "/exports/{id}",
  tag,
  summary: { fr: "Savoir où en est un export", en: "Ask how far an export is" },
  params: Id,
  answer: ExportShape,
  run: async ({ actor, params: { id } }) => present(await actor.transaction((tx) => getExport(tx, id))),
});

export const abandon = operation({
  method: "DELETE",
  path: "/exports/{id}",
  tag,
  summary: { fr: "Abandonner un export qui n’est pas terminé", en: "Abandon an export that is not finished" },
  params: Id,
  run: ({ actor, params: { id } }) => abandonExport(actor, { export: id }),
});

export const schedules = operation({
  method: "GET",
  path: "/export-schedules",
  tag,
  summary: { fr: "Lister ses exports programmés", en: "List one’s scheduled exports" },
  answer: listOf(ScheduleShape),
  run: async ({ actor }) => ({ items: (await actor.transaction(listSchedules)).map(presentSchedule), after: null }),
});

export const schedule = operation({
  method: "POST",
  path: "/export-schedules",
  tag,
  summary: {
    fr: "Programmer un export : chaque jour, chaque semaine ou chaque mois",
    en: "Schedule an export: each day, week or month",
  },
  body: ScheduleInput,
  answer: ScheduleShape,
  status: 201,
  run: async ({ actor, body }) => presentSchedule(await scheduleExport(actor, body)),
});

export const unschedule = operation({
  method: "DELETE",
  path: "/export-schedules/{id}",
  tag,
  summary: { fr: "Arrêter un export programmé", en: "End a scheduled export" },
  params: Id,
  run: ({ actor, params: { id } }) => endSchedule(actor, { schedule: id }),
});

function present(job: ExportJob): z.input<typeof ExportShape> {
  const { id, query, columns, format, state, failure, done, total, name, size, sha256 } = job;
  return {
    ...{
      id,
      subject: job.subject as "tickets",
      query,
      columns,
      format,
      state,
      failure,
      rows: done,
      total,
      name,
      size,
      sha256,
    },
    createdAt: job.createdAt.toISOString(),
    finishedAt: momentOrNull(job.finishedAt),
    expiresAt: momentOrNull(job.expiresAt),
  };
}

type Scheduled = Pick<
  ExportSchedule,
  "id" | "name" | "subject" | "query" | "columns" | "format" | "every" | "day" | "hour" | "attached" | "nextAt"
>;

function presentSchedule(schedule: Scheduled): z.input<typeof ScheduleShape> {
  const { id, name, query, columns, format, every, day, hour, attached, nextAt } = schedule;
  const facts = { id, name, query, columns, format, every, day, hour, attached };
  return { ...facts, subject: schedule.subject as "tickets", nextAt: nextAt.toISOString() };
}
