import { describe, expect, it } from "vitest";
import { normaliseMailAddress } from "@/lib/accounts/mail-address";

describe("a mail address", () => {
  it.each([
    ["  Ines@Culture.EXAMPLE ", "ines@culture.example"],
    ["o'hara+x@sub.culture.example", "o'hara+x@sub.culture.example"],
    ["Zoe\u0301@culture.example", "zoé@culture.example"],
    ["jean@Ministère.example", "jean@xn--ministre-60a.example"],
    ["jean@xn--ministre-60a.example", "jean@xn--ministre-60a.example"],
    ["Борис@пример.example", "борис@xn--e1afmkfd.example"],
  ])("%s is %s", (text, address) => {
    expect(normaliseMailAddress(text)).toBe(address);
  });

  it.each([
    "",
    "ines",
    "ines@",
    "@culture.example",
    "ines@localhost",
    "ines@@culture.example",
    "ines@culture..example",
    "ines@culture.example\r\nBcc: x@y.example",
    "a b@culture.example",
    "in\u0000es@culture.example",
    "ines@culture.example\u0000",
    "<ines@culture.example>",
    '"ines"@culture.example',
    ".ines@culture.example",
    `${"a".repeat(65)}@culture.example`,
    `a@${"b".repeat(60)}.${"c".repeat(60)}.${"d".repeat(60)}.${"e".repeat(60)}.${"f".repeat(20)}.example`,
    "\ud800@culture.example",
    "ines@192.0.2.1",
    "ines@-culture.example",
  ])("is none: %j", (text) => {
    expect(normaliseMailAddress(text)).toBeNull();
  });
});
