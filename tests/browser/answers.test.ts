import { request } from "node:http";
import { describe, expect, inject, test } from "vitest";

const site = inject("siteUrl");

type Answer = { status: number; headers: Record<string, string | string[] | undefined>; body: string };

/** Plain HTTP: fetch would refuse to send a TRACE. */
function ask(path: string, method = "GET", headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(site + path, { method, headers }, (answer) => {
      let body = "";
      answer.setEncoding("utf8").on("data", (text) => (body += text));
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }));
    });
    asked.on("error", reject).end();
  });
}

describe("every answer bears the security headers", () => {
  test.each(["/sign-in", "/nowhere", "/api/health", "/api/v1/tickets", "/icon.svg"])("%s", async (path) => {
    const { headers } = await ask(path);
    expect(headers["content-security-policy"]).toContain("default-src 'none'");
    expect(headers["x-content-type-options"]).toContain("nosniff");
    expect(headers["referrer-policy"]).toBeDefined();
    expect(headers["cross-origin-opener-policy"]).toBe("same-origin");
    expect(headers["permissions-policy"]).toContain("camera=()");
    expect(headers["x-powered-by"]).toBeUndefined();
  });
});

describe("the nonce of a page", () => {
  test("is another one each time, and every script bears it", async () => {
    const nonces = new Set<string>();
    for (let count = 0; count < 3; count++) {
      const { headers, body } = await ask("/sign-in");
      const nonce = /'nonce-([^']+)'/.exec(String(headers["content-security-policy"]))?.[1] ?? "none";
      nonces.add(nonce);
      const scripts = body.match(/<script[^>]*>/g) ?? [];
      expect(scripts.length).toBeGreaterThan(0);
      expect(scripts.filter((script) => !script.includes(`nonce="${nonce}"`))).toEqual([]);
    }
    expect(nonces.size).toBe(3);
  });

  test("is not the client's to choose", async () => {
    const { body } = await ask("/sign-in", "GET", { "content-security-policy": "script-src 'nonce-mine'" });
    expect(body).not.toContain('nonce="mine"');
  });
});

describe("methods that nobody uses", () => {
  test.each(["TRACE", "PUT", "DELETE", "OPTIONS", "PROPFIND"])("%s of a page is refused", async (method) => {
    const { status, headers } = await ask("/sign-in", method);
    expect(status).toBe(405);
    expect(headers["x-content-type-options"]).toContain("nosniff");
  });
});

describe("reports on the policy", () => {
  test("are taken, and refused when they are none", async () => {
    expect(await post(JSON.stringify({ "csp-report": { "violated-directive": "img-src" } }))).toBe(204);
    expect(await post("not json")).toBe(400);
    expect(await post("[]")).toBe(400);
    expect(await post("x".repeat(20_000))).toBe(413);
  });
});

async function post(body: string): Promise<number> {
  return (await fetch(`${site}/api/policy-reports`, { method: "POST", body })).status;
}
