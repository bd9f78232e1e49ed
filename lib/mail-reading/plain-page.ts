/** Marks in front of a line are repeated on each line: bounded, so that deep nesting stays linear. */
const deepestMark = 8;
const longestAddress = 2_000;

/** A page of plain text being written, which knows of lines, quotations, lists, cells and links. */
export class PlainPage {
  private readonly written: string[] = [];
  private length = 0;
  private breaks = 0;
  private space = false;
  private lineIsEmpty = true;
  private cellIsOpen = false;
  private quotes = 0;
  private preserved = 0;
  private readonly lists: { ordered: boolean; items: number }[] = [];
  private deeperLists = 0;
  private item: string | null = null;
  private link: { address: string; shown: string } | null = null;

  constructor(private readonly maxLength: number) {}

  finish(): string {
    this.closeLink();
    return this.written.join("").trim();
  }

  write(text: string) {
    if (this.length >= this.maxLength) return;
    if (this.preserved > 0) this.writePreserved(text);
    else this.writeCollapsed(text);
  }

  /** At least `least` line ends before the next word: two leave an empty line. */
  startBlock(least: 1 | 2) {
    const wanted = this.item === null ? least : 1;
    if (!this.lineIsEmpty || this.breaks > 0) this.breaks = Math.max(this.breaks, wanted);
    this.lineIsEmpty = true;
    this.space = false;
    this.cellIsOpen = false;
  }

  breakLine() {
    this.breaks = Math.min(this.breaks + 1, 3);
    this.lineIsEmpty = true;
    this.space = false;
  }

  nextCell() {
    if (this.cellIsOpen && !this.lineIsEmpty) {
      this.put(" |");
      this.space = true;
    }
    this.cellIsOpen = true;
  }

  quote(step: 1 | -1) {
    this.quotes = Math.max(0, this.quotes + step);
  }

  preserve(step: 1 | -1) {
    this.preserved = Math.max(0, this.preserved + step);
  }

  openList(ordered: boolean) {
    if (this.lists.length < deepestMark) this.lists.push({ ordered, items: 0 });
    else this.deeperLists += 1;
  }

  closeList() {
    if (this.deeperLists > 0) this.deeperLists -= 1;
    else this.lists.pop();
  }

  startItem() {
    const list = this.lists.at(-1);
    if (list) list.items += 1;
    this.item = list?.ordered ? `${list.items}. ` : "- ";
  }

  openLink(address: string) {
    this.closeLink();
    this.link = { address, shown: "" };
  }

  closeLink() {
    const { link } = this;
    this.link = null;
    if (!link || !isWorthShowing(link.address, link.shown)) return;
    this.space = true;
    this.putWord(`<${link.address}>`);
  }

  private writeCollapsed(text: string) {
    for (const piece of text.match(/[ \t\r\n\f\u00a0]+|[^ \t\r\n\f\u00a0]+/g) ?? []) {
      if (/^[ \t\r\n\f\u00a0]/.test(piece)) this.space = !this.lineIsEmpty;
      else this.putWord(piece);
    }
  }

  private writePreserved(text: string) {
    for (const [position, line] of text.split(/\r?\n/).entries()) {
      if (position > 0) this.breakLine();
      if (line !== "") this.putWord(line);
    }
  }

  private putWord(word: string) {
    if (this.lineIsEmpty) this.startLine();
    else if (this.space) this.put(" ");
    this.put(word);
    this.lineIsEmpty = false;
    this.space = false;
    if (this.link && this.link.shown.length <= longestAddress) this.link.shown += word;
  }

  private startLine() {
    const quoteMark = "> ".repeat(Math.min(this.quotes, deepestMark));
    if (this.length > 0) this.put(`${`\n${quoteMark.trimEnd()}`.repeat(Math.max(0, this.breaks - 1))}\n`);
    this.put(quoteMark + "  ".repeat(Math.max(0, this.lists.length - 1)) + (this.item ?? ""));
    this.item = null;
    this.breaks = 0;
  }

  private put(text: string) {
    if (this.length >= this.maxLength) return;
    this.written.push(text.slice(0, this.maxLength - this.length));
    this.length += text.length;
  }
}

/** An address that the text already shows, or that leads nowhere outside the message, is not repeated. */
function isWorthShowing(address: string, shown: string): boolean {
  if (!/^(https?:|mailto:|tel:)/i.test(address)) return false;
  if (address.length > longestAddress || /[\s<>]/.test(address)) return false;
  return bareAddress(shown) !== bareAddress(address);
}

function bareAddress(text: string): string {
  return text
    .replace(/^(https?:\/\/|mailto:|tel:)/i, "")
    .replace(/\/$/, "")
    .toLowerCase();
}
