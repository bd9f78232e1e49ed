/** The value of a text or binary property: `unicode` when it is UTF-16. */
export interface MapiValue {
  bytes: Buffer;
  unicode: boolean;
}

const wanted = {
  4096: "body",
  4115: "bodyHtml",
  4105: "compressedRtf",
  12289: "displayName",
  14081: "dataObject",
  14084: "fileName",
  14087: "longFileName",
  14094: "mimeTag",
  14098: "contentId",
} as const;

type Name = (typeof wanted)[keyof typeof wanted];

/** Bytes that a value of each fixed type takes, padded to four. */
const fixed: Record<number, number> = {
  2: 4,
  3: 4,
  4: 4,
  5: 8,
  6: 8,
  7: 8,
  10: 4,
  11: 4,
  20: 8,
  64: 8,
  72: 16,
};
const unicodeString = 0x1f;
const variable = [0x1e, unicodeString, 0x0102, 0x0d];
const mostProperties = 5_000;

/** The properties of [MS-OXTNEF] 2.1.3.2 that a reader of mail wants. What cannot be followed any further ends the list. */
export function readMapiProperties(bytes: Buffer): Partial<Record<Name, MapiValue>> {
  const found: Partial<Record<Name, MapiValue>> = {};
  if (bytes.length < 4) return found;
  const count = Math.min(bytes.readUInt32LE(0), mostProperties);
  const cursor = { at: 4 };
  for (let index = 0; index < count && cursor.at + 4 <= bytes.length; index++) {
    const type = bytes.readUInt16LE(cursor.at);
    const id = bytes.readUInt16LE(cursor.at + 2);
    cursor.at += 4;
    if (id >= 0x8000 && !skipName(bytes, cursor)) break;
    const value = readValue(bytes, cursor, type);
    if (value === null) break;
    const name = wanted[id as keyof typeof wanted];
    if (name && value !== "fixed") found[name] ??= value;
  }
  return found;
}

/** A named property bears its set, and its number or its name in UTF-16. */
function skipName(bytes: Buffer, cursor: { at: number }): boolean {
  if (cursor.at + 24 > bytes.length) return false;
  const isText = bytes.readUInt32LE(cursor.at + 16) === 1;
  const length = bytes.readUInt32LE(cursor.at + 20);
  cursor.at += isText ? 24 + padded(length) : 24;
  return cursor.at <= bytes.length;
}

function readValue(bytes: Buffer, cursor: { at: number }, type: number): MapiValue | "fixed" | null {
  const isVariable = variable.includes(type & 0x0fff);
  const isList = (type & 0x1000) !== 0;
  let count = 1;
  if (isVariable || isList) {
    if (cursor.at + 4 > bytes.length) return null;
    count = bytes.readUInt32LE(cursor.at);
    cursor.at += 4;
  }
  if (!isVariable) {
    const size = fixed[type & 0x0fff];
    if (size === undefined || count > mostProperties) return null;
    cursor.at += size * count;
    return cursor.at <= bytes.length ? "fixed" : null;
  }
  return readVariable(bytes, cursor, count, (type & 0x0fff) === unicodeString);
}

function readVariable(bytes: Buffer, cursor: { at: number }, count: number, unicode: boolean): MapiValue | null {
  let first: MapiValue | null = null;
  for (let index = 0; index < Math.min(count, mostProperties); index++) {
    if (cursor.at + 4 > bytes.length) return null;
    const length = bytes.readUInt32LE(cursor.at);
    const start = cursor.at + 4;
    if (start + length > bytes.length) return null;
    first ??= { bytes: bytes.subarray(start, start + length), unicode };
    cursor.at = start + padded(length);
  }
  return first;
}

function padded(length: number): number {
  return Math.ceil(length / 4) * 4;
}
