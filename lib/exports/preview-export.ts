import { z } from "zod";
import { NotFound } from "@/lib/access/refusals";
import type { Transaction } from "@/lib/tenancy/actor";
import { mostAtOnce, type SubjectName } from "./export";
import { prepareExport } from "./prepare-export";

/** What the form of an export shows before it is asked for; rows are counted no further than a job begins. Throws Forbidden or NotFound. */
export async function previewExport(tx: Transaction, subject: SubjectName, query: string) {
  const asked = { subject, query, columns: [], format: "xlsx" as const };
  const { opened, reading } = await prepareExport(tx, asked).catch((error) => {
    // An address that was written by hand: the page is that of what does not exist.
    throw error instanceof z.ZodError ? new NotFound() : error;
  });
  const columns = opened.columns.map(({ name, title, usual }) => ({ name, label: title[reading.language], usual }));
  const rows = await opened.count(mostAtOnce);
  return { columns, filters: opened.filters, rows, many: rows >= mostAtOnce };
}
