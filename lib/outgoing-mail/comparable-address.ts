import { domainToASCII } from "node:url";

const addressLiteral = /^\[[0-9a-f:.v]{2,64}\]$/i;
const hostName = /^[a-z0-9_](?:[a-z0-9_.-]{0,252})$/;

/**
 * The form in which two addresses are compared: ASCII lower case, the domain in its ASCII (IDNA) form. Null when it is
 * no address. A local part outside ASCII is left alone: folding it would make one mailbox pass for another (K, ı, ſ).
 */
export function comparableAddress(address: string): string | null {
  const at = address.lastIndexOf("@");
  const local = address.slice(0, at);
  const domain = address.slice(at + 1);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: an address with a control character is no address
  if (at < 1 || address.length > 254 || /[\u0000-\u0020\u007f-\u009f<>@\s]/.test(local)) return null;
  const host = addressLiteral.test(domain) ? domain.toLowerCase() : domainToASCII(domain).toLowerCase();
  if (!hostName.test(host) && !addressLiteral.test(host)) return null;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII
  const isAscii = /^[\u0000-\u007f]*$/.test(local);
  return `${isAscii ? local.toLowerCase() : local.toWellFormed()}@${host}`;
}
