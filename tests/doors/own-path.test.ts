import { expect, it } from "vitest";
import { ownPath } from "@/app/_doors/own-path";

it.each([
  ["/tickets/PORTAIL-12?tab=files", "/tickets/PORTAIL-12?tab=files"],
  ["/", "/"],
  [undefined, "/"],
  [["/a", "/b"], "/"],
  ["tickets", "/"],
  ["//evil.example", "/"],
  ["/\\evil.example", "/"],
  ["/\t/evil.example", "/"],
  ["https://evil.example/", "/"],
  ["javascript:alert(1)", "/"],
  ["/.//evil.example", "/evil.example"],
  [`/${"a".repeat(3000)}`, "/"],
])("after sign-in, %j leads to %j", (asked, path) => {
  expect(ownPath(asked)).toBe(path);
});
