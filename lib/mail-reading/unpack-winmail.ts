import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CollectedFile } from "./collect-file";
import type { MailLimits } from "./mail";
import type { Passage } from "./mail-part";
import { readTnef, type TnefFile } from "./tnef";

interface Unpacked {
  files: CollectedFile[];
  /** What the message says, for a mail that has no text of its own. */
  passages: Passage[];
  rtf: CollectedFile[];
}

/** What Outlook put into its `winmail.dat` takes that file's place; one that cannot be read stays as it came. */
export function unpackWinmail(files: CollectedFile[], spill: MailLimits["spill"]): Unpacked {
  const unpacked: Unpacked = { files: [], passages: [], rtf: [] };
  for (const [position, file] of files.entries()) {
    const tnef = isTnef(file) ? readTnef(bytesOf(file)) : null;
    if (!tnef) {
      unpacked.files.push(file);
      continue;
    }
    if (tnef.text?.trim() || tnef.html) unpacked.passages.push({ text: tnef.text ?? "", html: tnef.html });
    else if (tnef.rtf) unpacked.rtf.push(fileOf({ name: "message.rtf", type: "application/rtf", bytes: tnef.rtf }));
    const inside = tnef.files.map((one, index) => spilled(fileOf(one), `tnef-${position}-${index}`, spill));
    unpacked.files.push(...inside);
  }
  return unpacked;
}

function isTnef({ type, filename }: CollectedFile): boolean {
  return /^application\/(vnd\.)?ms-tnef$/i.test(type) || /^winmail\.dat$/i.test(filename ?? "");
}

function bytesOf({ content }: CollectedFile): Buffer {
  return "bytes" in content ? content.bytes : readFileSync(content.file);
}

function fileOf({ name, type, bytes, contentId = null }: Omit<TnefFile, "contentId"> & { contentId?: string | null }) {
  return { filename: name, type, contentId, size: bytes.length, content: { bytes } };
}

function spilled(file: ReturnType<typeof fileOf>, name: string, spill: MailLimits["spill"]): CollectedFile {
  if (spill === null || file.size <= spill.above) return file;
  const path = join(spill.folder, name);
  writeFileSync(path, file.content.bytes, { mode: 0o600 });
  return { ...file, content: { file: path } };
}
