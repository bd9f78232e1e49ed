import type { Writable } from "node:stream";
import type { Format, Sheet, Written } from "./sheet";
import { writeCsv } from "./write-csv";
import { writeOds } from "./write-ods";

/** Writes a sheet in its format and ends the sink. */
export async function writeSheet(format: Format, sheet: Sheet, sink: Writable): Promise<Written> {
  if (format === "csv") return writeCsv(sheet, sink);
  if (format === "ods") return writeOds(sheet, sink);
  // Loaded at the first export in this format: the library is heavy.
  const { writeXlsx } = await import("./write-xlsx");
  return writeXlsx(sheet, sink);
}

/** `fiches-2026-11-24-0518.xlsx`, in what every system takes for a name. */
export function fileNameOf(
  format: Format,
  { title, timeZone }: Pick<Sheet, "title" | "timeZone">,
  now = new Date(),
): string {
  const word = title
    .normalize("NFD")
    .replace(/[^a-z0-9]+/gi, "-")
    .toLowerCase();
  const parts = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" }).format(now);
  return `${word}-${parts.replace(" ", "-").replace(":", "")}.${format}`;
}
