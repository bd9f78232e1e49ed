import fc from "fast-check";
import { expect, test } from "vitest";
import { decompressRtf } from "@/lib/mail-reading/compressed-rtf";
import { readMapiProperties } from "@/lib/mail-reading/mapi-properties";
import { readTnef } from "@/lib/mail-reading/tnef";
import { sampleBytes } from "../incoming-mail/sample";

const signature = Buffer.from([0x78, 0x9f, 0x3e, 0x22, 0x01, 0x00]);

test("bytes that are no TNEF are nothing", () => {
  for (const bytes of [Buffer.alloc(0), Buffer.from("%PDF-1.4"), signature]) expect(readTnef(bytes)).toBeNull();
});

test("whatever follows the signature, it is read in bounded time and throws nothing", () => {
  const whole = Buffer.from(
    String(sampleBytes("winmail-dat-with-two-files")).split("base64\r\n\r\n")[1]!.split("\r\n--")[0]!,
    "base64",
  );
  expect(readTnef(whole)?.files).toHaveLength(2);
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.uint8Array({ maxLength: 40 }), fc.boolean(), (at, put, cut) => {
      const bytes = Buffer.concat([whole.subarray(0, at), put, cut ? Buffer.alloc(0) : whole.subarray(at)]);
      const began = performance.now();
      readTnef(bytes);
      expect(performance.now() - began).toBeLessThan(1_000);
    }),
    { numRuns: 2_000 },
  );
});

test("a million empty attributes, or properties that announce four thousand million, end at once", () => {
  const began = performance.now();
  expect(readTnef(Buffer.concat([signature, Buffer.alloc(11_000_000)]))).toBeNull();
  expect(readMapiProperties(Buffer.alloc(1_000_000, 0xff))).toEqual({});
  expect(decompressRtf(Buffer.alloc(1_000_000, 0xff))).toBeNull();
  expect(performance.now() - began).toBeLessThan(2_000);
});

test("messages inside messages are opened three deep and no deeper", () => {
  let inner = Buffer.concat([signature, attribute(1, 0x0002800c, Buffer.from("au fond\0"))]);
  for (let level = 0; level < 6; level++) inner = Buffer.concat([signature, wrapped(inner)]);
  const files = readTnef(inner)!.files;
  expect(files).toHaveLength(1);
  expect(files[0]!.bytes.includes("au fond")).toBe(true);
  expect(files[0]!.type).toBe("application/octet-stream");
});

function attribute(level: number, id: number, data: Buffer): Buffer {
  const head = Buffer.alloc(9);
  head.writeUInt8(level, 0);
  head.writeUInt32LE(id, 1);
  head.writeUInt32LE(data.length, 5);
  return Buffer.concat([head, data, Buffer.alloc(2)]);
}

/** A file whose data is an object (PidTagAttachDataObject): a message in the same form. */
function wrapped(inner: Buffer): Buffer {
  const data = Buffer.concat([Buffer.alloc(16), inner]);
  const property = Buffer.alloc(16);
  property.writeUInt32LE(1, 0);
  property.writeUInt16LE(0x0d, 4);
  property.writeUInt16LE(0x3701, 6);
  property.writeUInt32LE(1, 8);
  property.writeUInt32LE(data.length, 12);
  const padding = Buffer.alloc((4 - (data.length % 4)) % 4);
  return Buffer.concat([
    attribute(2, 0x00069002, Buffer.alloc(14)),
    attribute(2, 0x00069005, Buffer.concat([property, data, padding])),
  ]);
}
