import fc from "fast-check";
import { expect, test } from "vitest";
import { isReplyAddressOf, readReplyAddress, signReplyAddress } from "@/lib/outgoing-mail/reply-address";

const key = Buffer.alloc(32, 1);
const grant = { ticketId: "ticket-12", reference: "PORTAIL-12", accountId: "ines", internal: false, version: 0 };
const address = signReplyAddress(key, grant, "portail@guichet.example") ?? "";

function claim(text: string) {
  const read = readReplyAddress(text);
  if (read === null) throw new Error(`${text} is no reply address`);
  return read;
}

test("a reply address tells its ticket and stays within what mail servers accept", () => {
  expect(address).toMatch(/^portail\+portail-12-n[a-z2-7]{16}@guichet\.example$/);
  expect(claim(address)).toMatchObject({
    inboundAddress: "portail@guichet.example",
    reference: "PORTAIL-12",
    internal: false,
  });
});

test("it is good for the one person, the one ticket and the one use it was given for", () => {
  expect(isReplyAddressOf(key, claim(address), grant)).toBe(true);
  expect(isReplyAddressOf(key, claim(address), { ...grant, accountId: "jules" })).toBe(false);
  expect(isReplyAddressOf(key, claim(address), { ...grant, ticketId: "ticket-13" })).toBe(false);
  expect(isReplyAddressOf(Buffer.alloc(32, 2), claim(address), grant)).toBe(false);
  expect(isReplyAddressOf(key, claim(address.replace("-n", "-i")), grant)).toBe(false);
});

test("raising the version revokes it", () => {
  expect(isReplyAddressOf(key, claim(address), { ...grant, version: 1 })).toBe(false);
});

test("it survives a server that changes its case, and a ticket that changes its number", () => {
  expect(isReplyAddressOf(key, claim(address.toUpperCase()), grant)).toBe(true);
  const former = claim(address);
  expect(isReplyAddressOf(key, { ...former, reference: "PRESSE-4" }, grant)).toBe(true);
});

test("when it would be too long there is none", () => {
  const long = { ...grant, reference: "SAUVEGARDE_DU_PATRIM-123456789" };
  expect(signReplyAddress(key, long, "support@guichet.example")).not.toBeNull();
  expect(signReplyAddress(key, long, "assistance-patrimoine@guichet.example")).toBeNull();
});

test("ordinary addresses are no reply addresses", () => {
  for (const plain of [
    "portail@guichet.example",
    "portail+perso@guichet.example",
    "portail+portail-12@x.fr",
    "",
    "@",
  ]) {
    expect(readReplyAddress(plain)).toBeNull();
  }
});

test("any one is read back, and none is good with a letter changed", () => {
  const references = fc.stringMatching(/^[A-Z][A-Z0-9_]{1,9}-[1-9][0-9]{0,5}$/);
  const grants = fc.record({
    ticketId: fc.uuid(),
    reference: references,
    accountId: fc.uuid(),
    internal: fc.boolean(),
    version: fc.nat(9),
  });
  fc.assert(
    fc.property(grants, fc.nat(15), (given, at) => {
      const read = claim(signReplyAddress(key, given, "portail@guichet.example") ?? "");
      expect(read).toMatchObject({ reference: given.reference, internal: given.internal });
      expect(isReplyAddressOf(key, read, given)).toBe(true);
      const letter = read.seal[at] === "a" ? "b" : "a";
      const forged = { ...read, seal: read.seal.slice(0, at) + letter + read.seal.slice(at + 1) };
      expect(isReplyAddressOf(key, forged, given)).toBe(false);
    }),
  );
});
