const newLine = 0x0a;
const separator = Buffer.from("From ");
const quoted = /^>+From /;
/** A longer line is content, whatever it begins with; it is passed on in pieces. */
const longestHeadOfLine = 64 * 1024;

/** One message of an mbox; null when it is larger than was asked for. */
export type MboxMessage = Buffer | null;

/**
 * The messages of an mbox file (RFC 4155, quoted as in mboxrd), one after the other: in memory is one at most, up to `most` bytes.
 * A separator counts at the beginning of the file and after an empty line.
 */
export async function* splitMbox(source: AsyncIterable<Buffer>, most: number): AsyncGenerator<MboxMessage> {
  let current: Gathered | null = null;
  let afterEmptyLine = true;
  for await (const { line, isWhole, begins } of linesOf(source)) {
    if (begins && afterEmptyLine && line.subarray(0, separator.length).equals(separator)) {
      if (current) yield current.end();
      current = new Gathered(most);
    } else current?.add(begins ? unquoted(line) : line);
    afterEmptyLine = begins && isWhole && (line.length === 1 || (line.length === 2 && line[0] === 0x0d));
  }
  if (current) yield current.end();
}

/** The pieces of one message, forgotten once they are too many. */
class Gathered {
  private pieces: Buffer[] = [];
  private size = 0;

  constructor(private readonly most: number) {}

  add(piece: Buffer) {
    this.size += piece.length;
    if (this.size > this.most) this.pieces = [];
    else this.pieces.push(piece);
  }

  /** Without the empty line that belongs to the separator. */
  end(): MboxMessage {
    if (this.size > this.most) return null;
    const whole = Buffer.concat(this.pieces);
    const tail = /\n(\r?\n)$/.exec(whole.subarray(-3).toString("latin1"))?.[1]?.length ?? 0;
    return whole.subarray(0, whole.length - tail);
  }
}

function unquoted(line: Buffer): Buffer {
  return line[0] === 0x3e && quoted.test(line.subarray(0, 1_000).toString("latin1")) ? line.subarray(1) : line;
}

interface Line {
  line: Buffer;
  /** It is the beginning of a line, and not the rest of a very long one. */
  begins: boolean;
  /** It ends with its line feed. */
  isWhole: boolean;
}

async function* linesOf(source: AsyncIterable<Buffer>): AsyncGenerator<Line> {
  let rest: Buffer = Buffer.alloc(0);
  let begins = true;
  for await (const chunk of source) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (let end = rest.indexOf(newLine); end >= 0; end = rest.indexOf(newLine)) {
      yield { line: rest.subarray(0, end + 1), begins, isWhole: true };
      rest = rest.subarray(end + 1);
      begins = true;
    }
    if (rest.length <= longestHeadOfLine) continue;
    yield { line: rest, begins, isWhole: false };
    rest = Buffer.alloc(0);
    begins = false;
  }
  if (rest.length > 0) yield { line: rest, begins, isWhole: false };
}
