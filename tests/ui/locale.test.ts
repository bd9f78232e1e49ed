import { describe, expect, test } from "vitest";
import { chooseLocale } from "@/app/_ui/locale";

describe("the language of a page", () => {
  test("is the account's before the cookie's, the cookie's before the browser's, French at last", () => {
    expect(chooseLocale({ account: "en", cookie: "fr", acceptLanguage: "fr" })).toBe("en");
    expect(chooseLocale({ cookie: "en", acceptLanguage: "fr" })).toBe("en");
    expect(chooseLocale({ acceptLanguage: "en-GB,en;q=0.9" })).toBe("en");
    expect(chooseLocale({})).toBe("fr");
  });

  test("passes over words that name no language of ours", () => {
    expect(chooseLocale({ account: "de", cookie: "<script>", acceptLanguage: "de, en;q=0.1" })).toBe("en");
    expect(chooseLocale({ acceptLanguage: "*" })).toBe("fr");
    expect(chooseLocale({ acceptLanguage: ",;q=,;;q=x,en;q=0" })).toBe("fr");
    expect(chooseLocale({ acceptLanguage: "x".repeat(100_000) })).toBe("fr");
  });

  test("obeys the order of preference and not the order of writing", () => {
    expect(chooseLocale({ acceptLanguage: "en;q=0.5, fr;q=0.8" })).toBe("fr");
    expect(chooseLocale({ acceptLanguage: "FR;q=0.5, EN-us;q=0.8" })).toBe("en");
  });
});
