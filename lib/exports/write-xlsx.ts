import type { Writable } from "node:stream";
import type ExcelJS from "exceljs";
import WorkbookWriter from "exceljs/lib/stream/xlsx/workbook-writer.js";
import { cutText, escapeUnderscores, mostInCell, soundText } from "./cell-text";
import { drained, isFull, unlessGone } from "./send";
import { type Cell, type CellType, type Column, rowsOfSheet, type Sheet, sheetName, type Written } from "./sheet";
import { wallClock } from "./wall-clock";

type Style = Partial<ExcelJS.Style>;

/** Office Open XML (ECMA-376), written as its rows come. Only texts, numbers and booleans reach the library: none can be a formula. */
export async function writeXlsx(sheet: Sheet, sink: Writable, rowsEach = rowsOfSheet): Promise<Written> {
  const workbook = new WorkbookWriter({
    stream: sink as never,
    useStyles: true,
    zip: { zlib: { level: 3 } },
  });
  Object.assign(workbook, { creator: sheet.author, lastModifiedBy: sheet.author });
  const written: Written = { rows: 0, cut: 0 };
  const cells = cellsOf(sheet, written);
  let rank = 1;
  let page = openPage(workbook, sheet, rank);
  let room = rowsEach - 1;
  for await (const batch of sheet.batches) {
    for (const row of batch) {
      if (room === 0) {
        closePage(page, sheet.columns);
        page = openPage(workbook, sheet, ++rank);
        room = rowsEach - 1;
      }
      addRow(page, sheet.columns, row, cells);
      room--;
    }
    written.rows += batch.length;
    await roomFor(page, sink);
  }
  closePage(page, sheet.columns);
  await addFacts(workbook, sheet, written, cells);
  await unlessGone(sink, workbook.commit());
  return written;
}

/** Where one style names its font, a reader looks for that of the others too. */
const font = { name: "Calibri", size: 11 };

const heading: Style = {
  font: { ...font, bold: true, color: { argb: "FFFFFFFF" } },
  fill: { type: "pattern", pattern: "solid", fgColor: { argb: "FF1F3A5F" } },
  alignment: { vertical: "middle", wrapText: true },
};

function openPage(workbook: ExcelJS.stream.xlsx.WorkbookWriter, { title, columns }: Sheet, rank: number) {
  const page = workbook.addWorksheet(sheetName(title, rank), {
    views: [{ state: "frozen", ySplit: 1 }],
    // A4, as wide as it takes: who prints it reads whole rows.
    pageSetup: { paperSize: 9, orientation: "landscape", fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  });
  page.columns = columns.map(({ width }) => ({ width }));
  const head = page.addRow([]);
  columns.forEach(({ title }, place) => {
    const cell = head.getCell(place + 1);
    cell.value = escapeUnderscores(soundText(title));
    cell.style = heading;
  });
  head.height = 20;
  head.commit();
  return page;
}

type Page = ExcelJS.Worksheet;
type CellWriter = ReturnType<typeof cellsOf>;

function addRow(page: Page, columns: Column[], row: Cell[], write: CellWriter) {
  const line = page.addRow([]);
  for (let place = 0; place < columns.length; place++) {
    const value = row[place] ?? null;
    if (value !== null) write(line.getCell(place + 1), columns[place]!.type, value);
  }
  line.commit();
}

/** One object for each style: the library knows them again by identity, and compares them at length otherwise. */
function stylesOf(language: "fr" | "en"): Record<CellType | "plain", Style> {
  const day = language === "fr" ? "dd/mm/yyyy" : "yyyy-mm-dd";
  // Excel shows no negative time: those are shown in days, and stay numbers that can be summed.
  const duration = `[h]:mm;\\-0.000" ${language === "fr" ? "j" : "d"}"`;
  const of = (numFmt: string): Style => ({ numFmt });
  return {
    plain: {},
    text: {},
    boolean: {},
    integer: of("0"),
    number: of("0.00"),
    date: of(day),
    moment: of(`${day} hh:mm`),
    duration: of(duration),
  };
}

/** Excel counts days from 1900 with a day that never was, 29 February 1900: what is before 1 March is written as text. */
const firstSerial = 61;
const daysTo1970 = 25_569;
const msOfDay = 86_400_000;

function cellsOf(sheet: Sheet, written: Written) {
  const styles = stylesOf(sheet.language);
  const clock = wallClock(sheet.timeZone);
  const text = (cell: ExcelJS.Cell, value: string) => {
    if (value.length > mostInCell) written.cut++;
    cell.value = escapeUnderscores(cutText(soundText(value), sheet.language));
    cell.style = styles.plain;
  };
  const dated = (cell: ExcelJS.Cell, ms: number, length: number, style: Style) => {
    const serial = daysTo1970 + ms / msOfDay;
    if (!(serial >= firstSerial)) return text(cell, new Date(ms).toISOString().slice(0, length).replace("T", " "));
    cell.value = serial;
    cell.style = style;
  };
  return (cell: ExcelJS.Cell, type: CellType, value: Cell) => {
    if (type === "date") return dated(cell, Date.parse(`${value}T00:00:00Z`), 10, styles.date);
    if (type === "moment") return dated(cell, clock(value as Date), 16, styles.moment);
    if (type === "duration") cell.value = (value as number) / 86_400;
    else if (type === "boolean") cell.value = Boolean(value);
    else if (type === "text") return text(cell, String(value));
    else cell.value = Number(value);
    cell.style = styles[type];
  };
}

/** The library hands its buffers to a stream of the ZIP and never waits for it: we do, or all the rows would wait in memory. */
async function roomFor(page: Page, sink: Writable) {
  const { pipes } = (page as unknown as { stream: { pipes: Writable[] } }).stream;
  for (const pipe of pipes) if (isFull(pipe)) await drained(pipe, sink);
}

function closePage(page: Page, columns: Column[]) {
  const lastRow = (page as unknown as { _nextRow: number })._nextRow - 1;
  page.autoFilter = { from: { row: 1, column: 1 }, to: { row: lastRow, column: columns.length } };
  page.commit();
}

async function addFacts(
  workbook: ExcelJS.stream.xlsx.WorkbookWriter,
  sheet: Sheet,
  written: Written,
  write: CellWriter,
) {
  const page = workbook.addWorksheet(sheetName(sheet.factsTitle, 1));
  page.columns = [{ width: 34 }, { width: 70 }];
  for (const { label, type, value } of await sheet.facts(written)) {
    const line = page.addRow([]);
    line.getCell(1).value = escapeUnderscores(soundText(label));
    line.getCell(1).style = factLabel;
    if (value !== null) write(line.getCell(2), type, value);
    line.getCell(2).style = { ...line.getCell(2).style, alignment: factAlignment };
    line.commit();
  }
  page.commit();
}

const factAlignment: Style["alignment"] = { horizontal: "left", wrapText: true, vertical: "top" };
const factLabel: Style = { font: { ...font, bold: true }, alignment: { vertical: "top" } };
