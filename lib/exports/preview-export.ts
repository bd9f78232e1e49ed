import { exportScope } from "@/lib/access/ability";
import { getRights } from "@/lib/access/rights";
import type { Transaction } from "@/lib/tenancy/actor";
import { mostAtOnce, type SubjectName } from "./export";
import { prepareExport } from "./prepare-export";

/** What the form of an export shows before it is asked for; rows are counted no further than a job begins. Throws Forbidden or ZodError. */
export async function previewExport(tx: Transaction, subject: SubjectName, query: string) {
  exportScope(await getRights(tx));
  const { opened, reading, leftOut } = await prepareExport(tx, { subject, query, columns: [], format: "xlsx" });
  const columns = opened.columns.map(({ name, title, usual }) => ({ name, label: title[reading.language], usual }));
  const rows = await opened.count(mostAtOnce);
  return { columns, filters: opened.filters, leftOut, rows, many: rows >= mostAtOnce };
}
