/** What a file of a mail is for, beyond its type: pages label it, and open some of them. */
export const fileNatures = ["mail", "invitation", "signature", "encrypted"] as const;
export type FileNature = (typeof fileNatures)[number];

const natures: [FileNature, RegExp][] = [
  ["mail", /\.eml$/i],
  ["invitation", /\.(ics|ical|ifb)$/i],
  ["signature", /(\.p7s|\.sig|^signature\.asc)$/i],
  ["encrypted", /(\.p7m|\.pgp|\.gpg|^encrypted\.asc)$/i],
];

/** By its name: content shows a message as text and a signature as bytes. Null for a file like any other. */
export function natureOfFile({ name, type }: { name: string; type: string }): FileNature | null {
  if (type === "message/rfc822") return "mail";
  if (type === "text/calendar") return "invitation";
  if (type === "application/pgp-signature" || type === "application/pkcs7-signature") return "signature";
  if (type === "application/pgp-encrypted" || type === "application/pkcs7-mime") return "encrypted";
  return natures.find(([, pattern]) => pattern.test(name))?.[0] ?? null;
}
