import { createWriteStream, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";

const folder = mkdtempSync(join(tmpdir(), "guichet-sheets-"));
let count = 0;
const newPath = () => join(folder, `sheet-${++count}`);

export function writeFile(bytes: string | Buffer): string {
  const path = newPath();
  writeFileSync(path, bytes);
  return path;
}

/** A ZIP of these entries, texts or streams. */
export async function writeZip(entries: Record<string, string | Readable>): Promise<string> {
  const path = newPath();
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(entries)) {
    if (typeof content === "string") zip.addBuffer(Buffer.from(content), name);
    else zip.addReadStream(content, name);
  }
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
  return path;
}

const xml = '<?xml version="1.0" encoding="UTF-8"?>';

/** An XLSX of one sheet in sight whose `sheetData` is given, and of one that is hidden before it. */
export function xlsxEntries(sheetData: string | Readable, strings: string[] = []): Record<string, string | Readable> {
  const rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const packageRel = "http://schemas.openxmlformats.org/package/2006/relationships";
  const type = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  return {
    "[Content_Types].xml": `${xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
      <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
      <Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/>
      <Override PartName="/xl/worksheets/sheet1.xml" ContentType="${type}.worksheet+xml"/>
      <Override PartName="/xl/worksheets/sheet2.xml" ContentType="${type}.worksheet+xml"/></Types>`,
    "_rels/.rels": `${xml}<Relationships xmlns="${packageRel}"><Relationship Id="rId1" Type="${rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `${xml}<workbook xmlns="${main}" xmlns:r="${rel}"><sheets><sheet name="Secret" sheetId="1" state="hidden" r:id="rId1"/><sheet name="Parc" sheetId="2" r:id="rId2"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${xml}<Relationships xmlns="${packageRel}">
      <Relationship Id="rId1" Type="${rel}/worksheet" Target="worksheets/sheet1.xml"/>
      <Relationship Id="rId2" Type="${rel}/worksheet" Target="worksheets/sheet2.xml"/>
      <Relationship Id="rId3" Type="${rel}/styles" Target="styles.xml"/>
      <Relationship Id="rId4" Type="${rel}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    "xl/styles.xml": `${xml}<styleSheet xmlns="${main}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>
      <cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    "xl/sharedStrings.xml": `${xml}<sst xmlns="${main}">${strings.map((text) => `<si><t>${text}</t></si>`).join("")}</sst>`,
    "xl/worksheets/sheet1.xml": `${xml}<worksheet xmlns="${main}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>caché</t></is></c></row></sheetData></worksheet>`,
    "xl/worksheets/sheet2.xml":
      typeof sheetData === "string"
        ? `${xml}<worksheet xmlns="${main}"><sheetData>${sheetData}</sheetData></worksheet>`
        : sheetData,
  };
}

/** An ODS whose tables are given, with a style `hidden` for those out of sight. */
export function odsEntries(tables: string): Record<string, string> {
  return {
    mimetype: "application/vnd.oasis.opendocument.spreadsheet",
    "content.xml": `${xml}<office:document-content><office:automatic-styles><style:style style:name="hidden" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles>
      <office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body></office:document-content>`,
  };
}

export const nothings = (bytes: number) =>
  Readable.from(
    (function* () {
      const block = Buffer.alloc(1024 ** 2, 32);
      for (let sent = 0; sent < bytes; sent += block.length) yield block;
    })(),
  );
