import { escapeXml } from "./cell-text";
import type { CellType, Column, Sheet } from "./sheet";

// The pieces of an OpenDocument 1.3 sheet that do not depend on its rows.

export const mimetype = "application/vnd.oasis.opendocument.spreadsheet";

const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
const urn = "urn:oasis:names:tc:opendocument:xmlns";
const namespaces = (...names: string[]) => names.map((name) => `xmlns:${name}="${namespaceOf[name]}"`).join(" ");
const namespaceOf: Record<string, string> = {
  office: `${urn}:office:1.0`,
  table: `${urn}:table:1.0`,
  text: `${urn}:text:1.0`,
  style: `${urn}:style:1.0`,
  number: `${urn}:datastyle:1.0`,
  fo: `${urn}:xsl-fo-compatible:1.0`,
  meta: `${urn}:meta:1.0`,
  config: `${urn}:config:1.0`,
  dc: "http://purl.org/dc/elements/1.1/",
  ooo: "http://openoffice.org/2004/office",
};

const entries = ["content.xml", "styles.xml", "meta.xml", "settings.xml"].map(
  (name) => `<manifest:file-entry manifest:full-path="${name}" manifest:media-type="text/xml"/>`,
);
export const manifest = `${head}<manifest:manifest xmlns:manifest="${urn}:manifest:1.0" manifest:version="1.3">
<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="${mimetype}"/>${entries.join("")}</manifest:manifest>`;

export const styles = `${head}<office:document-styles ${namespaces("office", "style", "fo")} office:version="1.3"><office:styles>
<style:default-style style:family="table-cell"><style:text-properties fo:font-size="10pt" fo:font-family="Liberation Sans"/></style:default-style>
<style:style style:name="Default" style:family="table-cell"/></office:styles><office:automatic-styles><style:page-layout style:name="wide">
<style:page-layout-properties fo:page-width="29.7cm" fo:page-height="21cm" style:print-orientation="landscape" fo:margin="1.5cm" style:scale-to-X="1" style:scale-to-Y="0"/>
</style:page-layout></office:automatic-styles><office:master-styles><style:master-page style:name="Default" style:page-layout-name="wide"/></office:master-styles>
</office:document-styles>`;

export function meta({ title, author, language }: Sheet): string {
  return `${head}<office:document-meta ${namespaces("office", "meta", "dc")} office:version="1.3"><office:meta>
<meta:generator>Guichet</meta:generator><dc:title>${escapeXml(title)}</dc:title><meta:initial-creator>${escapeXml(author)}</meta:initial-creator>
<meta:creation-date>${new Date().toISOString().slice(0, 19)}</meta:creation-date><dc:language>${language}</dc:language></office:meta></office:document-meta>`;
}

/** The header row of each sheet stays as one scrolls. */
export function settings(names: string[]): string {
  const item = (name: string, type: string, value: string | number) =>
    `<config:config-item config:name="${name}" config:type="${type}">${value}</config:config-item>`;
  const split = [
    item("HorizontalSplitMode", "short", 0),
    item("VerticalSplitMode", "short", 2),
    item("HorizontalSplitPosition", "int", 0),
    item("VerticalSplitPosition", "int", 1),
    item("ActiveSplitRange", "short", 2),
    item("PositionBottom", "int", 1),
  ].join("");
  const tables = names.map(
    (name) => `<config:config-item-map-entry config:name="${escapeXml(name)}">${split}</config:config-item-map-entry>`,
  );
  return `${head}<office:document-settings ${namespaces("office", "config", "ooo")} office:version="1.3"><office:settings>
<config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>
${item("ViewId", "string", "view1")}<config:config-item-map-named config:name="Tables">${tables.join("")}</config:config-item-map-named>
${item("ActiveTable", "string", escapeXml(names[0]!))}</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set>
</office:settings></office:document-settings>`;
}

export function openContent({ columns, language }: Sheet): string {
  const widths = [...new Set([...columns.map(({ width }) => width), 34, 70])];
  return `${head}<office:document-content ${namespaces("office", "table", "text", "style", "number", "fo")} office:version="1.3">
<office:automatic-styles>${widths.map(columnStyle).join("")}${tableStyle}${rowStyles}${dataStyles(language)}${cellStyles}</office:automatic-styles>
<office:body><office:spreadsheet>`;
}

export function closeContent(ranges: string[]): string {
  return `<table:database-ranges>${ranges.join("")}</table:database-ranges></office:spreadsheet></office:body></office:document-content>`;
}

export function openTable(name: string, columns: Column[], style = "sheet"): string {
  const shown = columns.map(
    ({ type, width }) =>
      `<table:table-column table:style-name="width-${width}" table:default-cell-style-name="${style === "sheet" ? type : `fact-${type}`}"/>`,
  );
  return `<table:table table:name="${escapeXml(name)}" table:style-name="sheet">${shown.join("")}`;
}

export const closeTable = "</table:table>";

/** What the buttons of the header filter. */
export function range(rank: number, name: string, columns: number, rows: number): string {
  const sheet = `'${name.replaceAll("'", "''")}'`;
  const address = escapeXml(`${sheet}.A1:${sheet}.${columnName(columns)}${rows}`);
  return `<table:database-range table:name="__Anonymous_Sheet_DB__${rank - 1}" table:target-range-address="${address}" table:display-filter-buttons="true"/>`;
}

/** 1 is A, 27 is AA. */
function columnName(column: number): string {
  const rest = Math.floor((column - 1) / 26);
  return (rest > 0 ? columnName(rest) : "") + String.fromCharCode(65 + ((column - 1) % 26));
}

/** A text cell: a paragraph for each line; blanks that XML readers would fold are spelled out (part 3, 6.1.2). */
export function textCell(text: string, style?: string): string {
  const named = style ? ` table:style-name="${style}"` : "";
  const paragraphs = plain.test(text) ? `<text:p>${text}</text:p>` : text.split("\n").map(paragraph).join("");
  return `<table:table-cell${named} office:value-type="string">${paragraphs}</table:table-cell>`;
}

const plain = /^(?:[^&<>"\s]| (?=[^\s]))*$/;

function paragraph(line: string): string {
  const spelled = escapeXml(line)
    .replace(/^ +| {2,}| +$/g, (blanks) => `<text:s text:c="${blanks.length}"/>`)
    .replaceAll("\t", "<text:tab/>");
  return `<text:p>${spelled}</text:p>`;
}

/** A number of seconds as XML Schema writes durations: `PT26H30M00S`. */
export function duration(seconds: number): string {
  const whole = Math.round(Math.abs(seconds));
  const two = (value: number) => String(value).padStart(2, "0");
  const sign = seconds < 0 && whole > 0 ? "-" : "";
  return `${sign}PT${two(Math.floor(whole / 3600))}H${two(Math.floor(whole / 60) % 60)}M${two(whole % 60)}S`;
}

const columnStyle = (width: number) =>
  `<style:style style:name="width-${width}" style:family="table-column"><style:table-column-properties style:column-width="${(width * 0.19 + 0.3).toFixed(2)}cm"/></style:style>`;

const tableStyle =
  '<style:style style:name="sheet" style:family="table" style:master-page-name="Default"><style:table-properties table:display="true"/></style:style>';

const rowStyles =
  '<style:style style:name="head" style:family="table-row"><style:table-row-properties style:row-height="0.7cm" style:use-optimal-row-height="false"/></style:style>';

const day = '<number:day number:style="long"/>';
const month = '<number:month number:style="long"/>';
const year = '<number:year number:style="long"/>';
const hoursAndMinutes =
  '<number:hours number:style="long"/><number:text>:</number:text><number:minutes number:style="long"/>';
const said = (text: string) => `<number:text>${text}</number:text>`;

function dataStyles(language: "fr" | "en"): string {
  const date = language === "fr" ? [day, month, year].join(said("/")) : [year, month, day].join(said("-"));
  return `<number:date-style style:name="as-date">${date}</number:date-style>
<number:date-style style:name="as-moment">${date}${said(" ")}${hoursAndMinutes}</number:date-style>
<number:time-style style:name="as-duration" number:truncate-on-overflow="false">${hoursAndMinutes}</number:time-style>
<number:number-style style:name="as-integer"><number:number number:decimal-places="0" number:min-integer-digits="1"/></number:number-style>
<number:number-style style:name="as-number"><number:number number:decimal-places="2" number:min-integer-digits="1"/></number:number-style>
<number:boolean-style style:name="as-boolean"><number:boolean/></number:boolean-style>`;
}

const types: CellType[] = ["text", "integer", "number", "date", "moment", "duration", "boolean"];

function cellStyle(name: string, data: CellType | null, properties = ""): string {
  const formatted = data && data !== "text" ? ` style:data-style-name="as-${data}"` : "";
  return `<style:style style:name="${name}" style:family="table-cell" style:parent-style-name="Default"${formatted}>${properties}</style:style>`;
}

const bold = '<style:text-properties fo:font-weight="bold"/>';
const top = '<style:table-cell-properties style:vertical-align="top"/>';
const left =
  '<style:table-cell-properties style:vertical-align="top" fo:wrap-option="wrap"/><style:paragraph-properties fo:text-align="start"/>';

const cellStyles = [
  ...types.map((type) => cellStyle(type, type)),
  ...types.map((type) => cellStyle(`fact-${type}`, type, left)),
  cellStyle("label", null, top + bold),
  cellStyle(
    "heading",
    null,
    '<style:table-cell-properties fo:background-color="#1f3a5f" style:vertical-align="middle" fo:wrap-option="wrap"/><style:text-properties fo:font-weight="bold" fo:color="#ffffff"/>',
  ),
].join("");
