import type { Writable } from "node:stream";

/** Thrown when whoever was downloading has gone, or takes nothing for so long that he must have. */
export class ReaderGone extends Error {}

/** A reader that takes nothing for so long holds a connection to the database for nobody. */
const longestStall = 60_000;

/** Writes and waits until there is room for more, so that no more than a few buffers are ever in memory. Throws ReaderGone. */
export async function send(sink: Writable, text: string | Buffer): Promise<void> {
  if (sink.destroyed || sink.closed) throw new ReaderGone("the reader has gone");
  if (!sink.write(text)) await drained(sink, sink);
}

/** Waits for `stream` to have room; `sink`, where all of it ends, may close meanwhile. Throws ReaderGone. */
export function drained(stream: Writable, sink: Writable): Promise<void> {
  return new Promise((resolve, reject) => {
    const gone = () => end(() => reject(new ReaderGone("the reader has gone")));
    const ready = () => end(resolve);
    const timer = setTimeout(gone, longestStall);
    const end = (settle: () => void) => {
      clearTimeout(timer);
      stream.off("drain", ready);
      sink.off("close", gone).off("error", gone);
      settle();
    };
    stream.once("drain", ready);
    sink.once("close", gone).once("error", gone);
    if (sink.destroyed) gone();
    else if (!isFull(stream)) ready();
  });
}

/** The library of exceljs brings streams so old that their public face does not say how much they hold. */
export function isFull(stream: Writable): boolean {
  const { _writableState: state } = stream as unknown as { _writableState: { length: number; highWaterMark: number } };
  return state.length >= state.highWaterMark;
}

/** What `work` gives, unless the sink closes before its end. Throws ReaderGone. */
export function unlessGone<T>(sink: Writable, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    // What has finished closes too.
    const gone = () => sink.writableFinished || reject(new ReaderGone("the reader has gone"));
    if (sink.destroyed) gone();
    sink.once("close", gone).once("error", gone);
    work.then(resolve, reject).finally(() => sink.off("close", gone).off("error", gone));
  });
}
