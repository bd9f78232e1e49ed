const maxBytes = 255;
const knownExtensions: Record<string, string> = {
  "application/pdf": "pdf",
  "application/zip": "zip",
  "application/ms-tnef": "dat",
  "application/pkcs7-signature": "p7s",
  "application/pkcs7-mime": "p7m",
  "application/json": "json",
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/gif": "gif",
  "image/svg+xml": "svg",
  "message/rfc822": "eml",
  "message/delivery-status": "txt",
  "message/disposition-notification": "txt",
  "text/calendar": "ics",
  "text/csv": "csv",
  "text/html": "html",
  "text/plain": "txt",
  "text/rfc822-headers": "txt",
};

/**
 * A name under which the file may be shown and offered: the last step of any path, no control, direction or reserved
 * character, at most 255 bytes of UTF-8 with its extension kept. One is made from `type` and `position` when none is left.
 */
export function cleanFileName(name: string | undefined, type: string, position: number): string {
  const bare = lastStep((name ?? "").slice(0, 4_000).toWellFormed())
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
    .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffd]/g, "")
    .replace(/[<>:"|?*]/g, "_")
    .replace(/\s+/g, " ")
    .replace(/^[. ]+|[. ]+$/g, "");
  return bare === "" ? madeUpName(type, position) : withinBytes(bare);
}

/** Both separators, because senders of both systems write whole paths into their mails. */
function lastStep(path: string): string {
  return path.split(/[/\\]/).findLast((step) => step.trim() !== "") ?? "";
}

function madeUpName(type: string, position: number): string {
  const noun = type === "message/rfc822" ? "message" : type.startsWith("image/") ? "image" : "document";
  return `${noun}-${position}.${knownExtensions[type] ?? "bin"}`;
}

function withinBytes(name: string): string {
  if (Buffer.byteLength(name) <= maxBytes) return name;
  const extension = /\.[^.]{1,16}$/.exec(name)?.[0] ?? "";
  const room = maxBytes - Buffer.byteLength(extension);
  const stem = Buffer.from(name.slice(0, name.length - extension.length)).subarray(0, room);
  return stem.toString("utf8").replace(/\ufffd+$/, "") + extension;
}
