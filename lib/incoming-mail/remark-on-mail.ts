import { domainToUnicode } from "node:url";
import type { ReadMail } from "@/lib/mail-reading/mail";
import { comparableAddress } from "@/lib/outgoing-mail/comparable-address";

/** What an agent should look at twice before he believes a sender. */
export const mailRemarks = [
  "name-shows-another-address",
  "reply-to-elsewhere",
  "several-authors",
  "mixed-scripts-in-name",
  "mixed-scripts-in-domain",
  "encoded-domain",
] as const;
export type MailRemark = (typeof mailRemarks)[number];

/** What of a message's head is often there to deceive. It proves nothing: each of these has honest uses too. */
export function remarkOnMail(mail: ReadMail): MailRemark[] {
  const { from, replyTo, severalFrom } = mail;
  if (from === null) return severalFrom ? ["several-authors"] : [];
  const domain = domainOf(from.address);
  const shown = domainToUnicode(domain);
  const remarks: [MailRemark, boolean][] = [
    ["name-shows-another-address", addressesIn(from.name ?? "").some((address) => address !== from.address)],
    ["reply-to-elsewhere", replyTo !== null && domainOf(replyTo.address) !== domain],
    ["several-authors", severalFrom],
    ["mixed-scripts-in-name", mixesScripts(from.name ?? "")],
    ["mixed-scripts-in-domain", mixesScripts(shown)],
    ["encoded-domain", /(^|\.)xn--/.test(domain)],
  ];
  return remarks.filter(([, holds]) => holds).map(([remark]) => remark);
}

/** How a domain of international letters would be read: `xn--culture-…` as its bearer wants it to look. */
export function readableDomain(address: string): string | null {
  const domain = domainOf(address);
  return /(^|\.)xn--/.test(domain) ? domainToUnicode(domain) || null : null;
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1);
}

function addressesIn(name: string): string[] {
  const found = name.match(/[^\s<>"'(),;:]{1,64}@[^\s<>"'(),;:]{3,253}/g) ?? [];
  return found.map((text) => comparableAddress(text.replace(/[.\]]+$/, ""))).filter((address) => address !== null);
}

/** One word in letters of two alphabets that look alike: nobody writes so who does not mean to be mistaken for another. */
function mixesScripts(text: string): boolean {
  const lookalikes = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u, /\p{Script=Cherokee}/u];
  return text.split(/[^\p{L}\p{M}]+/u).some((word) => lookalikes.filter((script) => script.test(word)).length > 1);
}
