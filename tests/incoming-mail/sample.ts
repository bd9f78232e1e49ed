import { readdirSync, readFileSync } from "node:fs";
import { vi } from "vitest";
import type { ReadableMail, ReadMail } from "@/lib/mail-reading/mail";
import { readMail } from "@/lib/mail-reading/read-mail";

// The first reading of a test file starts a thread, which a busy machine may take seconds to do.
vi.setConfig({ testTimeout: 120_000 });

const folder = new URL("./samples/", import.meta.url);

export function listSamples(): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".eml"))
    .map((name) => name.slice(0, -".eml".length));
}

export function sampleBytes(name: string): Buffer {
  return readFileSync(new URL(`${name}.eml`, folder));
}

export function readSample(name: string): Promise<ReadMail> {
  return readMail(sampleBytes(name), { deadline: 60_000 });
}

/** One row of a table of samples: its file, and what must be found in its reading. */
export type Expected = [sample: string, reading: object];

/** Files told in one line each, so that a table can hold them. */
export function tellFiles(mail: ReadMail): string[] {
  return isReadable(mail) ? mail.attachments.map(({ name, type, size }) => `${name} (${type}, ${size})`) : [];
}

export function isReadable(mail: ReadMail): mail is ReadableMail {
  return mail.unreadable === null;
}
