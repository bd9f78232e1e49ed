import { z } from "zod";
import type { exportJob } from "@/db/schema";
import { formats } from "./sheet";

export const subjects = ["tickets", "time", "items", "packages", "journal", "statistics"] as const;
export type SubjectName = (typeof subjects)[number];

/** What is exported: a list with the filters of its address, the columns chosen (the usual ones when none), and the format. */
export const ExportInput = z.strictObject({
  subject: z.enum(subjects),
  query: z.string().max(4_000).default(""),
  columns: z.array(z.string().max(80)).max(300).default([]),
  format: z.enum(formats),
});

export type AskedExport = z.output<typeof ExportInput>;
export type ExportJob = typeof exportJob.$inferSelect;

/** Past so many rows an export is made by a job, and waits for its reader. */
export const mostAtOnce = 5_000;

/** How long a file that a job made is kept. */
export const keptDays = 7;

/** Exports that somebody may have waiting or running at one time. */
export const mostWaiting = 5;
