import { type SheetFacts, type SheetLimits, UnreadableSheet } from "./sheet";

type Attributes = Record<string, string>;
type Repeated = { line: number; cells: string[]; times: number };

const mostSpaces = 1_000;

/** Hears the tags of content.xml (OpenDocument 1.3, part 3, 9.1) and keeps the rows of the first table in sight. */
export class OdsTable {
  private rows: Repeated[] = [];
  private readonly hiddenStyles = new Set<string>();
  private style = "";
  private reading = false;
  private line = 1;
  private cells: string[] = [];
  private column = 0;
  private times = 1;
  private cell: { typed: string; repeated: number; paragraphs: string[] } | null = null;
  /** Depth of comments, whose words are not the cell's. */
  private aside = 0;

  constructor(
    private readonly facts: SheetFacts,
    private readonly limits: SheetLimits,
  ) {}

  /** The rows that are whole since the last call. */
  take(): Repeated[] {
    const { rows } = this;
    this.rows = [];
    return rows;
  }

  open(tag: string, attributes: Attributes) {
    if (tag === "style:style") this.style = attributes["style:name"] ?? "";
    else if (tag === "style:table-properties" && attributes["table:display"] === "false")
      this.hiddenStyles.add(this.style);
    else if (tag === "table:table") this.openTable(attributes);
    else if (!this.reading) return;
    else if (tag === "table:table-row") this.times = countOf(attributes["table:number-rows-repeated"]);
    else if (tag === "table:table-cell" || tag === "table:covered-table-cell") this.openCell(attributes);
    else if (tag === "office:annotation") this.aside += 1;
    else if (tag === "text:p" && this.heard) this.heard.paragraphs.push("");
    else if (tag === "text:s") this.text(" ".repeat(Math.min(mostSpaces, countOf(attributes["text:c"]))));
    else if (tag === "text:tab") this.text("\t");
    else if (tag === "text:line-break") this.text("\n");
  }

  text(text: string) {
    const paragraphs = this.heard?.paragraphs;
    const last = paragraphs?.length ? paragraphs.length - 1 : -1;
    if (!paragraphs || last < 0) return;
    if (paragraphs[last]!.length <= this.limits.cell) paragraphs[last] += text;
  }

  close(tag: string) {
    if (!this.reading) return;
    if (tag === "office:annotation") this.aside -= 1;
    else if (tag === "table:table-cell" || tag === "table:covered-table-cell") this.closeCell();
    else if (tag === "table:table-row") this.closeRow();
    else if (tag === "table:table") this.reading = false;
  }

  private get heard() {
    return this.aside === 0 ? this.cell : null;
  }

  private openTable(attributes: Attributes) {
    const name = (attributes["table:name"] ?? "").slice(0, 200);
    const hidden = this.hiddenStyles.has(attributes["table:style-name"] ?? "");
    if (hidden || this.facts.sheet !== undefined) {
      this.facts.otherSheets.push(name);
      return;
    }
    this.facts.sheet = name;
    this.reading = true;
  }

  private openCell(attributes: Attributes) {
    this.cell = {
      typed: typedValue(attributes),
      repeated: countOf(attributes["table:number-columns-repeated"]),
      paragraphs: [],
    };
  }

  /** Empty cells are only counted: a row often ends with sixteen thousand of them. */
  private closeCell() {
    if (!this.cell) return;
    const { typed, repeated, paragraphs } = this.cell;
    this.cell = null;
    const value = typed || paragraphs.join("\n");
    if (value !== "") {
      const end = this.column + repeated;
      if (end > this.limits.columns)
        throw new UnreadableSheet("sheet-too-wide", { line: this.line, most: this.limits.columns });
      while (this.cells.length < this.column) this.cells.push("");
      while (this.cells.length < end) this.cells.push(value);
    }
    this.column += repeated;
  }

  private closeRow() {
    if (this.cells.length > 0) this.rows.push({ line: this.line, cells: this.cells, times: this.times });
    this.line += this.times;
    this.cells = [];
    this.column = 0;
  }
}

/** What a formula gave, a number or a day, as they are kept rather than as they are drawn; a text is drawn as it is. */
function typedValue(attributes: Attributes): string {
  switch (attributes["office:value-type"]) {
    case "float":
    case "currency":
    case "percentage":
      return attributes["office:value"] ?? "";
    case "date":
      return (attributes["office:date-value"] ?? "").replace(/T00:00:00(\.0+)?$/, "");
    case "boolean":
      return attributes["office:boolean-value"] ?? "";
    default:
      return "";
  }
}

function countOf(text: string | undefined): number {
  const count = Number(text ?? "1");
  return Number.isSafeInteger(count) && count > 0 ? count : 1;
}
