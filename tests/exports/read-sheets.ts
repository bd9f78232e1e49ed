import { inflateRawSync } from "node:zlib";
import ExcelJS from "exceljs";
import { Parser } from "htmlparser2";

/** A cell as a reader that shares nothing with the writers finds it. */
export interface ReadCell {
  type: string;
  value: unknown;
}

/** The entries of a ZIP, by its central directory. */
export function unzip(bytes: Buffer): Map<string, { method: number; content: Buffer }> {
  const entries = new Map<string, { method: number; content: Buffer }>();
  const end = bytes.lastIndexOf(Buffer.from("504b0506", "hex"));
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const [method, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(start, start + size);
    const path = bytes.subarray(at + 46, at + 46 + name!).toString("utf8");
    entries.set(path, { method, content: method === 8 ? inflateRawSync(packed) : packed });
    at += 46 + name! + extra! + comment!;
  }
  return entries;
}

/** The sheets of an ODS, by name, row by row. Any attribute that is a formula is an error. */
export function readOds(bytes: Buffer): Map<string, ReadCell[][]> {
  const sheets = new Map<string, ReadCell[][]>();
  let rows: ReadCell[][] = [];
  let cell: ReadCell | null = null;
  let paragraphs: string[] | null = null;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (Object.keys(attributes).some((key) => /formula|href/.test(key) && !key.startsWith("xmlns")))
          throw new Error(`A formula or a link in ${name}.`);
        if (name === "table:table") {
          rows = [];
          sheets.set(attributes["table:name"]!, rows);
        }
        if (name === "table:table-row") rows.push([]);
        if (name === "table:table-cell") {
          const type = attributes["office:value-type"] ?? "none";
          const value = ["value", "date-value", "time-value", "boolean-value"].map(
            (key) => attributes[`office:${key}`],
          );
          cell = { type, value: value.find((one) => one !== undefined) ?? null };
          rows.at(-1)!.push(cell);
          paragraphs = [];
        }
        if (name === "text:p") paragraphs?.push("");
        if (name === "text:s") add(" ".repeat(Number(attributes["text:c"] ?? 1)));
        if (name === "text:tab") add("\t");
      },
      ontext: (text) => add(text),
      onclosetag(name) {
        if (name !== "table:table-cell") return;
        if (cell?.type === "string") cell.value = paragraphs!.join("\n");
        cell = null;
        paragraphs = null;
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  const add = (text: string) => {
    if (paragraphs && paragraphs.length > 0) paragraphs[paragraphs.length - 1] += text;
  };
  parser.end(unzip(bytes).get("content.xml")!.content.toString("utf8"));
  return sheets;
}

const typeNames = new Map(Object.entries(ExcelJS.ValueType).map(([name, type]) => [type as ExcelJS.ValueType, name]));

/** The sheets of an XLSX, by name, row by row: types as exceljs's own reader finds them, texts as XML says them (it decodes them twice). */
export async function readXlsx(bytes: Buffer): Promise<Map<string, ReadCell[][]>> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes as never);
  const entries = unzip(bytes);
  return new Map(
    workbook.worksheets.map((sheet, place) => {
      const texts = textsIn(entries.get(`xl/worksheets/sheet${place + 1}.xml`)!.content.toString("utf8"));
      const rows: ReadCell[][] = [];
      sheet.eachRow({ includeEmpty: true }, (row) => {
        const cells: ReadCell[] = [];
        row.eachCell({ includeEmpty: true }, ({ type, value, address }) => {
          cells.push({ type: typeNames.get(type)!, value: typeof value === "string" ? texts.get(address) : value });
        });
        rows.push(cells);
      });
      return [sheet.name, rows];
    }),
  );
}

/** What stands in each cell, by its address. */
function textsIn(xml: string): Map<string, string> {
  const texts = new Map<string, string>();
  let address = "";
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (name === "c") address = attributes.r!;
      },
      ontext: (text) => address && texts.set(address, (texts.get(address) ?? "") + text),
      onclosetag(name) {
        if (name === "c") address = "";
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(xml);
  return new Map([...texts].map(([at, text]) => [at, unescapeXstring(text)]));
}

/** ST_Xstring (ECMA-376, 22.9.2.19). */
function unescapeXstring(text: string): string {
  return text.replace(/_x([0-9a-f]{4})_/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** The records of a CSV as RFC 4180 reads them, with semicolons. */
export function readCsv(bytes: Buffer): string[][] {
  const text = bytes.toString("utf8");
  if (!text.startsWith("\ufeff")) throw new Error("No byte order mark.");
  const records: string[][] = [[]];
  const field = /(?:"((?:[^"]|"")*)"|([^;"\r\n]*))(;|\r\n|$)/gy;
  field.lastIndex = 1;
  while (field.lastIndex < text.length) {
    const found = field.exec(text);
    if (!found) throw new Error("Not RFC 4180.");
    records.at(-1)!.push(found[1]?.replaceAll('""', '"') ?? found[2]!);
    if (found[3] === "\r\n") records.push([]);
  }
  return records.filter((record) => record.length > 0);
}
