import { DoorRefusal } from "./door-refusal";

/** Bytes that the body of a request may have. */
const mostBytes = 1_048_576;

/** The JSON value in the body, or undefined when it is empty. Throws DoorRefusal (400, 413 or 415). */
export async function readJson(request: Request): Promise<unknown> {
  const bytes = await readBytes(request);
  if (bytes.length === 0) return undefined;
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/([\w.-]+\+)?json\s*(;|$)/i.test(type)) throw new DoorRefusal(415, "not-json-type");
  const value = parse(decode(bytes));
  ensureStorable(value);
  return value;
}

/** An over-long body is read to its end (within reason) before it is refused: a client still sending would miss the answer. */
async function readBytes(request: Request): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  if (!request.body) return Buffer.alloc(0);
  for await (const part of request.body as unknown as AsyncIterable<Uint8Array>) {
    length += part.length;
    if (length <= mostBytes) parts.push(part);
    if (length > 64 * mostBytes) break;
  }
  if (length > mostBytes) throw new DoorRefusal(413, "too-large", { details: { most: mostBytes } });
  return Buffer.concat(parts);
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new DoorRefusal(400, "not-utf8");
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new DoorRefusal(400, "not-json");
  }
}

/** NUL and lone surrogates, which JSON can escape, cannot be stored as text. No recursion: depth comes from outside. */
function ensureStorable(value: unknown) {
  const waiting: [unknown, string][] = [[value, ""]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [one, field] = next;
    if (typeof one === "string") ensureText(one, field);
    else if (Array.isArray(one)) for (const item of one) waiting.push([item, field]);
    else if (one && typeof one === "object")
      for (const [key, item] of Object.entries(one)) {
        ensureText(key, field);
        waiting.push([item, field || key.slice(0, 60)]);
      }
  }
}

/** Throws DoorRefusal when PostgreSQL could not store the text. */
export function ensureText(text: string, field: string) {
  if (text.includes("\0") || !text.isWellFormed())
    throw new DoorRefusal(400, "control-characters", field ? { field } : {});
}
