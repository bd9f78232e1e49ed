import { createSocket } from "node:dgram";
import type { AddressInfo } from "node:net";

const noError = 0x8180;
const noSuchName = 0x8183;
const types: Record<number, string> = { 1: "A", 16: "TXT", 28: "AAAA" };

/** A DNS server on loopback that knows these texts (`culture.example` → `v=spf1 …`) and nothing else (RFC 1035). */
export async function openDns(texts: Record<string, string>) {
  const socket = createSocket("udp4");
  const asked: string[] = [];
  socket.on("message", (question, { port, address }) => {
    const { name, type, end } = readQuestion(question);
    asked.push(`${types[type] ?? type} ${name}`);
    const text = type === 16 ? texts[name] : undefined;
    const head = Buffer.from(question.subarray(0, 12));
    head.writeUInt16BE(text === undefined ? noSuchName : noError, 2);
    head.writeUInt16BE(text === undefined ? 0 : 1, 6);
    head.writeUInt32BE(0, 8);
    socket.send(Buffer.concat([head, question.subarray(12, end), ...(text ? [answer(text)] : [])]), port, address);
  });
  await new Promise<void>((done) => socket.bind(0, "127.0.0.1", done));
  return { address: `127.0.0.1:${(socket.address() as AddressInfo).port}`, asked, close: () => socket.close() };
}

function readQuestion(bytes: Buffer) {
  const labels: string[] = [];
  let at = 12;
  for (let length = bytes[at]!; length > 0; length = bytes[at]!) {
    labels.push(bytes.subarray(at + 1, at + 1 + length).toString("latin1"));
    at += length + 1;
  }
  return { name: labels.join(".").toLowerCase(), type: bytes.readUInt16BE(at + 1), end: at + 5 };
}

/** One TXT record about the name at offset 12, for a minute. */
function answer(text: string): Buffer {
  const strings = (text.match(/.{1,255}/g) ?? [""]).map((part) => Buffer.from([part.length, ...Buffer.from(part)]));
  const content = Buffer.concat(strings);
  const head = Buffer.from([0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 60, 0, 0]);
  head.writeUInt16BE(content.length, 10);
  return Buffer.concat([head, content]);
}
