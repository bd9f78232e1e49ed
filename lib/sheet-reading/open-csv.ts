import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { guessEncoding } from "./guess-encoding";
import { guessSeparator } from "./guess-separator";
import { type OpenSheet, type SheetLimits, type SheetRow, UnreadableSheet } from "./sheet";

/** A text with separators (RFC 4180, and what spreadsheets make of it): its encoding and its separator are found out. */
export async function openCsv(file: string, head: Buffer, limits: SheetLimits): Promise<OpenSheet> {
  const encoding = await guessEncoding(file, head);
  const { separator, skipped } = guessSeparator(new TextDecoder(encoding).decode(head));
  return {
    facts: { format: "csv", encoding, separator, otherSheets: [] },
    rows: readRows(file, encoding, separator, skipped, limits),
  };
}

async function* readRows(
  file: string,
  encoding: string,
  separator: string,
  skipped: number,
  limits: SheetLimits,
): AsyncGenerator<SheetRow> {
  const records = Readable.from(decode(file, encoding)).pipe(
    parse({
      delimiter: separator,
      relax_column_count: true,
      relax_quotes: true,
      // A quote that nobody closes would otherwise gather the rest of the file in one cell.
      max_record_size: limits.columns * limits.cell,
    }),
  );
  let line = 0;
  try {
    for await (const cells of records as AsyncIterable<string[]>) {
      line += 1;
      if (line > skipped) yield { line, cells };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const code = error.code === "CSV_QUOTE_NOT_CLOSED" || error.code === "CSV_MAX_RECORD_SIZE";
    throw new UnreadableSheet(code ? "sheet-quote-open" : "sheet-unreadable", {
      // What the parser counted, since the loop may stand some records behind it.
      line: (Number((error as { records?: number }).records) || line) + 1,
    });
  }
}

/** The mark at the beginning of a file (BOM) is not part of its first title: the decoder takes it away. */
async function* decode(file: string, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const bytes of createReadStream(file)) {
    const text = decoder.decode(bytes, { stream: true });
    if (text !== "") yield text;
  }
  const rest = decoder.decode();
  if (rest !== "") yield rest;
}
