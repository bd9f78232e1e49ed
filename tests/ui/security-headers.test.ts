import { describe, expect, test } from "vitest";
import { securityHeaders } from "@/app/_doors/security-headers";

const asked = { path: "/tickets", nonce: "bm9uY2U=", onHttps: false, inDevelopment: false };
const policyOf = (more: Partial<typeof asked>) =>
  new Map(securityHeaders({ ...asked, ...more })).get("content-security-policy") ?? "";

describe("the content security policy", () => {
  test("lets a page run only the scripts that bear its nonce, and be framed by nobody", () => {
    const policy = policyOf({});
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'nonce-bm9uY2U=' 'strict-dynamic';");
    for (const closed of ["object-src", "base-uri", "frame-ancestors"]) expect(policy).toContain(`${closed} 'none'`);
    expect(policy).toContain("form-action 'self'");
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|https?:/);
  });

  test("lets what is not a page do nothing at all", () => {
    expect(policyOf({ path: "/api/v1/tickets" })).toMatch(/^default-src 'none';/);
    expect(policyOf({ path: "/api/v1/tickets" })).not.toContain("nonce");
  });
});

test("a browser is told to keep to https only where the site is on https", () => {
  const names = (onHttps: boolean) => securityHeaders({ ...asked, onHttps }).map(([name]) => name);
  expect(names(false)).not.toContain("strict-transport-security");
  expect(names(true)).toContain("strict-transport-security");
});
