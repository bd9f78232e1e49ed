import type { Progress } from "@/lib/reversibility/dump-draft";
import { elapsed } from "./progress";

const redraw = 200;

/** How far a dump is and how long it still takes, on one line of standard error; nothing where nobody looks. */
export class ProgressLine {
  private readonly started = Date.now();
  private readonly live = process.stderr.isTTY === true;
  private shownAt = 0;

  show({ rowsDone, rowsTotal, bytesDone, bytesTotal }: Progress) {
    const now = Date.now();
    if (!this.live || now - this.shownAt < redraw) return;
    this.shownAt = now;
    // A row costs about what a kilobyte of files does.
    const total = rowsTotal + bytesTotal / 1024;
    const part = total === 0 ? 0 : Math.min(1, (rowsDone + bytesDone / 1024) / total);
    const left = part > 0.01 ? `, encore ${elapsed(0, ((now - this.started) * (1 - part)) / part)}` : "";
    process.stderr.write(
      `\r${Math.floor(part * 100)} %, ${rowsDone} lignes, ${Math.round(bytesDone / 1e6)} Mo${left}\x1b[K`,
    );
  }

  clear() {
    if (this.live && this.shownAt > 0) process.stderr.write("\r\x1b[K");
  }
}
