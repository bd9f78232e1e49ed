const newline = 10;

/** The lines of a text in UTF-8 that comes in pieces, without their ends. Throws a RangeError past `longest` bytes in one line. */
export async function* readLines(pieces: AsyncIterable<Buffer>, longest = 256 * 1024 * 1024): AsyncGenerator<string> {
  let begun: Buffer[] = [];
  let size = 0;
  for await (const piece of pieces) {
    let start = 0;
    for (let end = piece.indexOf(newline); end >= 0; end = piece.indexOf(newline, start)) {
      const rest = piece.subarray(start, end);
      yield begun.length === 0 ? rest.toString() : Buffer.concat([...begun, rest]).toString();
      begun = [];
      size = 0;
      start = end + 1;
    }
    if (start === piece.length) continue;
    begun.push(piece.subarray(start));
    size += piece.length - start;
    if (size > longest) throw new RangeError("A line is too long.");
  }
  if (size > 0) yield Buffer.concat(begun).toString();
}
