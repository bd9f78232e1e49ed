import { afterAll, beforeAll, expect, test, vi } from "vitest";

// Nothing listens on port 1.
beforeAll(() => {
  process.env.DATABASE_URL = "postgres://guichet_owner@127.0.0.1:1/none";
  process.env.GUICHET_SECRET = "every-test-world-shares-this-secret-0123456789";
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
});
afterAll(async () => {
  const { closeDatabase } = await import("@/lib/tenancy/database");
  await closeDatabase();
});

test("when the database is away, the API asks to try again, and shows nothing of why", async () => {
  const { ask } = await import("./ask");
  const answer = await ask(`gui_${"a".repeat(43)}`, "GET", "/tickets", undefined, { "accept-language": "en" });
  expect(answer.status).toBe(503);
  expect(answer.headers.get("retry-after")).toBe("5");
  expect(answer.body).toMatchObject({ code: "unavailable", title: "Service unavailable" });
  expect(answer.text).not.toMatch(/127\.0\.0\.1:1|ECONN|postgres/);
});

test("what nobody foresaw shows an identifier, which its line in the log bears, and nothing else", async () => {
  const { answerProblem } = await import("@/app/_doors/api/answer-problem");
  const lines: string[] = [];
  vi.mocked(process.stderr.write).mockImplementation((line) => lines.push(String(line)) > 0);
  const fault = new TypeError("cannot read secret of undefined, at /srv/guichet/lib/x.ts");
  const answer = await answerProblem(new Request("http://localhost:3000/api/v1/tickets"), fault, null);
  const text = await answer.text();
  expect(answer.status).toBe(500);
  expect(text).not.toMatch(/secret|srv|TypeError/);
  const id = JSON.parse(text).instance.split(":").at(-1);
  expect(lines.map((line) => JSON.parse(line).id)).toEqual([id]);
  expect(text).toContain(id);
});

test("health says so, with the status that takes a process out of service", async () => {
  const { GET } = await import("@/app/api/health/route");
  const answer = await GET(new Request("http://localhost:3000/api/health"));
  expect(answer.status).toBe(503);
  expect(await answer.json()).toEqual({ status: "degraded", database: "down", worker: "down", listener: "down" });
});
