import { elapsed } from "./progress";

const width = 24;
const patience = 1_000;
const redraw = 200;
/** Milliseconds between two lines where nobody looks, as in CI. */
const lineInterval = 10_000;

/** How far a long work is, on standard error, once it has lasted a second; a line now and then where that is no terminal. */
export class ProgressBar {
  private readonly started = Date.now();
  private readonly live = process.stderr.isTTY === true;
  private drawnAt = 0;
  private isDrawn = false;
  private before = 0;
  private done = 0;
  private items = 0;

  /** `total` in bytes; `noun` is what an item is. */
  constructor(
    private readonly total: number,
    private readonly noun = "message",
  ) {}

  /** One item more; `offset` is how far it leads in its file. */
  advance(offset: number) {
    this.done = this.before + offset;
    this.items += 1;
    this.drawInTime();
  }

  /** So many bytes more, of one item more or of one that goes on. */
  add(bytes: number, items = 1) {
    this.done += bytes;
    this.items += items;
    this.drawInTime();
  }

  endFile(size: number) {
    this.before += size;
    this.done = this.before;
  }

  /** Makes room for a line of the output. */
  clear() {
    if (this.live && this.isDrawn) process.stderr.write("\r\x1b[K");
    this.isDrawn = false;
  }

  end() {
    this.clear();
    if (Date.now() - this.started >= patience) process.stderr.write(`${this.words()}\n`);
  }

  private drawInTime() {
    const now = Date.now();
    if (now - this.started < patience || now - this.drawnAt < (this.live ? redraw : lineInterval)) return;
    if (this.drawnAt === 0 && !this.live && now - this.started < lineInterval) return;
    this.drawnAt = now;
    this.isDrawn = true;
    process.stderr.write(this.live ? `\r${this.bar()} ${this.words()}\x1b[K` : `${this.words()}\n`);
  }

  private bar(): string {
    const full = Math.round(this.part() * width);
    return `[${"█".repeat(full)}${"·".repeat(width - full)}]`;
  }

  private words(): string {
    const percent = Math.floor(this.part() * 100);
    return `${percent} %, ${this.items} ${this.noun}${this.items > 1 ? "s" : ""}, ${elapsed(this.started)}${this.left()}`;
  }

  /** How long it still takes if it goes on like this; nothing as long as that is a guess. */
  private left(): string {
    const part = this.part();
    if (part < 0.02 || part === 1) return "";
    return `, encore ${elapsed(0, ((Date.now() - this.started) * (1 - part)) / part)}`;
  }

  private part(): number {
    return this.total === 0 ? 1 : Math.min(1, this.done / this.total);
  }
}
