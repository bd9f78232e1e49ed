import { expect, it } from "vitest";
import { isSameOrigin } from "@/app/_doors/same-origin";

const ask = (method: string, headers: Record<string, string>) =>
  isSameOrigin({ method, headers: new Headers({ host: "guichet.example", ...headers }) });

it("believes a request that changes something only from a page of ours", () => {
  expect(ask("POST", { origin: "https://guichet.example" })).toBe(true);
  expect(ask("POST", { origin: "https://guichet.example", "sec-fetch-site": "same-origin" })).toBe(true);
  expect(ask("POST", { "sec-fetch-site": "same-origin" })).toBe(true);
  expect(ask("POST", {})).toBe(false);
  expect(ask("POST", { origin: "null" })).toBe(false);
  expect(ask("POST", { origin: "https://evil.example" })).toBe(false);
  expect(ask("DELETE", { origin: "https://guichet.example.evil.example" })).toBe(false);
  expect(ask("POST", { origin: "https://guichet.example", "sec-fetch-site": "same-site" })).toBe(false);
  expect(ask("PUT", { origin: "https://guichet.example", "sec-fetch-site": "cross-site" })).toBe(false);
  expect(ask("GET", { origin: "https://evil.example" })).toBe(true);
});
