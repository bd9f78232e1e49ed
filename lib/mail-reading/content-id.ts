/** `cid:` addresses are percent-encoded (RFC 2392); here they get the very letters of the attachment's `contentId`. */
export function readContentId(src: string | undefined): string | null {
  const encoded = /^\s*cid:(.{1,400})$/i.exec(src ?? "")?.[1];
  if (!encoded) return null;
  try {
    return decodeURIComponent(encoded.trim());
  } catch {
    return encoded.trim();
  }
}
