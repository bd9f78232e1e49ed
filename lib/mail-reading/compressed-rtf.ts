const compressed = 0x75465a4c;
const plain = 0x414c454d;
const largest = 16 * 1024 * 1024;
const windowSize = 4096;

/** What every window begins with ([MS-OXRTFCP] 2.1.2.1). */
const dictionary =
  "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript " +
  "\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par " +
  "\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

/** The RTF of a `PidTagRtfCompressed` value ([MS-OXRTFCP]); null when it is not one, or larger than any message. */
export function decompressRtf(bytes: Buffer): Buffer | null {
  if (bytes.length < 16) return null;
  const size = bytes.readUInt32LE(4);
  const kind = bytes.readUInt32LE(8);
  if (size > largest) return null;
  if (kind === plain) return bytes.subarray(16, 16 + size);
  return kind === compressed ? expand(bytes.subarray(16), size) : null;
}

function expand(input: Buffer, size: number): Buffer {
  const window = Buffer.alloc(windowSize, " ");
  let place = window.write(dictionary, "latin1");
  const output = Buffer.alloc(size);
  let written = 0;
  const put = (byte: number) => {
    window[place] = byte;
    place = (place + 1) % windowSize;
    if (written < size) output[written++] = byte;
  };
  for (let at = 0; at < input.length && written < size; ) {
    const control = input[at++]!;
    for (let bit = 0; bit < 8 && at < input.length && written < size; bit++) {
      if ((control & (1 << bit)) === 0) {
        put(input[at++]!);
        continue;
      }
      if (at + 1 >= input.length) return output.subarray(0, written);
      const reference = input.readUInt16BE(at);
      at += 2;
      const from = reference >> 4;
      if (from === place) return output.subarray(0, written);
      for (let step = 0; step < (reference & 15) + 2; step++) put(window[(from + step) % windowSize]!);
    }
  }
  return output.subarray(0, written);
}
