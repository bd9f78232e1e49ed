import type { EmailAddress } from "mailparser";
import { parseAddressHeader } from "mailparser";
import { comparableAddress } from "@/lib/outgoing-mail/comparable-address";
import { cleanLine } from "./clean-text";
import type { MailAddress } from "./mail";

const maxAddresses = 1_000;

/** The usable mailboxes of an address header's value (RFC 5322), groups opened, without those that lead nowhere. */
export function readAddresses(value: string): MailAddress[] {
  const { value: found } = parseAddressHeader(value, { flatten: true, decodePunycode: false });
  return found
    .slice(0, maxAddresses)
    .map(toMailAddress)
    .filter((address) => address !== null);
}

function toMailAddress({ address, name }: EmailAddress): MailAddress | null {
  const comparable = comparableAddress(address ?? "");
  if (comparable === null) return null;
  return { address: comparable, name: cleanLine(name, 200) || null };
}
