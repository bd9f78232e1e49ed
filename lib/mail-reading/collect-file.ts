import { appendFileSync, closeSync, openSync } from "node:fs";
import { join } from "node:path";
import type { AttachmentStream } from "mailparser";
import type { AttachmentContent, MailLimits } from "./mail";

export type CollectedFile = {
  filename: string | undefined;
  type: string;
  contentId: string | null;
  size: number;
  content: AttachmentContent;
};

/** Takes an attachment's bytes as they are decoded: in memory while small, else into a file of the spill folder. */
export async function collectFile(
  part: AttachmentStream,
  position: number,
  spill: MailLimits["spill"],
): Promise<CollectedFile> {
  const chunks: Buffer[] = [];
  let size = 0;
  let file: string | null = null;
  let opened: number | null = null;
  try {
    for await (const chunk of part.content as AsyncIterable<Buffer>) {
      size += chunk.length;
      chunks.push(chunk);
      if (spill === null || (opened === null && size <= spill.above)) continue;
      file ??= join(spill.folder, `part-${position}`);
      opened ??= openSync(file, "w", 0o600);
      for (const kept of chunks.splice(0)) appendFileSync(opened, kept);
    }
  } finally {
    if (opened !== null) closeSync(opened);
  }
  return {
    filename: part.filename,
    type: part.contentType,
    contentId: part.cid ?? null,
    size,
    content: file === null ? { bytes: Buffer.concat(chunks) } : { file },
  };
}
