import { PassThrough, type Writable } from "node:stream";
import { ZipFile } from "yazl";
import { soundText } from "./cell-text";
import * as parts from "./ods-parts";
import { drained, ReaderGone, unlessGone } from "./send";
import { type Cell, type CellType, type Column, rowsOfSheet, type Sheet, sheetName, type Written } from "./sheet";
import { wallClock } from "./wall-clock";

/** OpenDocument 1.3 (ISO/IEC 26300), written as its rows come; each cell says its type and its value, and none has a formula. */
export async function writeOds(sheet: Sheet, sink: Writable, rowsEach = rowsOfSheet): Promise<Written> {
  const zip = new ZipFile();
  const ended = new Promise((resolve, reject) => {
    sink.once("finish", resolve);
    zip.on("error", reject);
  });
  zip.outputStream.pipe(sink);
  // The kind of a package is read at a fixed place: first, stored, with nothing between its name and its bytes (part 2, 3.3).
  zip.addBuffer(Buffer.from(parts.mimetype), "mimetype", { compress: false, forceDosTimestamp: true });
  zip.addBuffer(Buffer.from(parts.manifest), "META-INF/manifest.xml");
  zip.addBuffer(Buffer.from(parts.styles), "styles.xml");
  zip.addBuffer(Buffer.from(parts.meta(sheet)), "meta.xml");
  const content = new PassThrough({ highWaterMark: 256 * 1024 });
  // Its size is known at its end only, and may pass four gigabytes.
  zip.addReadStream(content, "content.xml", { compressionLevel: 3 });
  const { written, names } = await writeContent(sheet, content, sink, rowsEach);
  zip.addBuffer(Buffer.from(parts.settings(names)), "settings.xml");
  zip.end();
  await unlessGone(sink, ended);
  return written;
}

async function writeContent(sheet: Sheet, content: Writable, sink: Writable, rowsEach: number) {
  const put = async (text: string) => {
    if (sink.destroyed) throw new ReaderGone("the reader has gone");
    if (!content.write(text)) await drained(content, sink);
  };
  const written: Written = { rows: 0, cut: 0 };
  const names: string[] = [];
  const ranges: string[] = [];
  const cellOf = cellWriter(sheet);
  const open = () => {
    names.push(sheetName(sheet.title, names.length + 1));
    return put(openTable(names.at(-1)!, sheet.columns));
  };
  let rows = 0;
  const close = () => {
    ranges.push(parts.range(names.length, names.at(-1)!, sheet.columns.length, rows + 1));
    return put(parts.closeTable);
  };
  await put(parts.openContent(sheet));
  await open();
  for await (const batch of sheet.batches) {
    let text = "";
    for (const row of batch) {
      if (rows === rowsEach - 1) {
        await put(text);
        text = "";
        await close();
        rows = 0;
        await open();
      }
      text += rowOf(sheet.columns, row, cellOf);
      rows++;
    }
    written.rows += batch.length;
    await put(text);
  }
  await close();
  await put(await factsTable(sheet, written, cellOf));
  content.end(parts.closeContent(ranges));
  return { written, names };
}

function openTable(name: string, columns: Column[]): string {
  const heads = columns.map(({ title }) => parts.textCell(soundText(title), "heading"));
  return `${parts.openTable(name, columns)}<table:table-header-rows><table:table-row table:style-name="head">${heads.join("")}</table:table-row></table:table-header-rows>`;
}

type CellWriter = ReturnType<typeof cellWriter>;

function rowOf(columns: Column[], row: Cell[], cellOf: CellWriter): string {
  let text = "<table:table-row>";
  for (let place = 0; place < columns.length; place++) text += cellOf(columns[place]!.type, row[place] ?? null);
  return `${text}</table:table-row>`;
}

/** Styles come from the column, unless one is named. */
function cellWriter({ timeZone }: Sheet) {
  const clock = wallClock(timeZone);
  return (type: CellType, value: Cell, style?: string): string => {
    if (value === null) return "<table:table-cell/>";
    if (type === "text") return parts.textCell(soundText(String(value)), style);
    const named = style ? ` table:style-name="${style}"` : "";
    return `<table:table-cell${named} ${typedValue(type, value, clock)}/>`;
  };
}

function typedValue(
  type: Exclude<CellType, "text">,
  value: Exclude<Cell, null>,
  clock: (moment: Date) => number,
): string {
  switch (type) {
    case "date":
      return `office:value-type="date" office:date-value="${value}"`;
    case "moment":
      return `office:value-type="date" office:date-value="${new Date(clock(value as Date)).toISOString().slice(0, -5)}"`;
    case "duration":
      return `office:value-type="time" office:time-value="${parts.duration(value as number)}"`;
    case "boolean":
      return `office:value-type="boolean" office:boolean-value="${Boolean(value)}"`;
    default:
      return `office:value-type="float" office:value="${Number(value)}"`;
  }
}

async function factsTable(sheet: Sheet, written: Written, cellOf: CellWriter): Promise<string> {
  const facts = await sheet.facts(written);
  const rows = facts.map(({ label, type, value }) => {
    const cells = parts.textCell(soundText(label), "label") + cellOf(type, value, `fact-${type}`);
    return `<table:table-row>${cells}</table:table-row>`;
  });
  const columns: Column[] = [34, 70].map((width) => ({ title: "", type: "text", width }));
  return parts.openTable(sheetName(sheet.factsTitle, 1), columns, "facts") + rows.join("") + parts.closeTable;
}
