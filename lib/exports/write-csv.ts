import type { Writable } from "node:stream";
import { neutraliseFormula } from "./cell-text";
import { send, unlessGone } from "./send";
import type { Cell, CellType, Sheet, Written } from "./sheet";
import { wallClock } from "./wall-clock";

const byteOrderMark = "\ufeff";

/** RFC 4180 with semicolons, in UTF-8 with its mark: what a French Excel and LibreOffice open as a table. No text in it is a formula. */
export async function writeCsv(sheet: Sheet, sink: Writable): Promise<Written> {
  const written: Written = { rows: 0, cut: 0 };
  const textOf = speller(sheet);
  const titles = sheet.columns.map(({ title }) => quote(neutraliseFormula(title)));
  await send(sink, `${byteOrderMark}${titles.join(";")}\r\n`);
  for await (const batch of sheet.batches) {
    let text = "";
    for (const row of batch) {
      for (let place = 0; place < sheet.columns.length; place++)
        text += (place ? ";" : "") + textOf(sheet.columns[place]!.type, row[place] ?? null);
      text += "\r\n";
    }
    written.rows += batch.length;
    await send(sink, text);
  }
  await unlessGone(sink, new Promise<void>((resolve) => sink.end(resolve)));
  return written;
}

/** Dates and durations in the forms that spreadsheets of any language read as such; a decimal comma in French. */
function speller({ language, timeZone }: Sheet) {
  const clock = wallClock(timeZone);
  const decimal = language === "fr" ? "," : ".";
  return (type: CellType, cell: Cell): string => {
    if (cell === null) return "";
    if (type === "moment") return new Date(clock(cell as Date)).toISOString().slice(0, 19).replace("T", " ");
    if (type === "duration") return hours(cell as number);
    if (type === "boolean") return language === "fr" ? (cell ? "oui" : "non") : cell ? "yes" : "no";
    if (typeof cell === "number") return String(cell).replace(".", decimal);
    return quote(type === "date" ? String(cell) : neutraliseFormula(String(cell).toWellFormed()));
  };
}

function quote(text: string): string {
  return /[;"\r\n\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** `26:30:00`, as long as it takes. */
function hours(seconds: number): string {
  const whole = Math.round(Math.abs(seconds));
  const two = (value: number) => String(value).padStart(2, "0");
  const sign = seconds < 0 && whole > 0 ? "-" : "";
  return `${sign}${two(Math.floor(whole / 3600))}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}
