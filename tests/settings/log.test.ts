import { expect, test, vi } from "vitest";
import { describeError, escapeControls, log } from "@/lib/settings/log";

function written(work: () => void): string {
  const lines: string[] = [];
  const spy = vi.spyOn(process.stderr, "write").mockImplementation((line) => lines.push(String(line)) > 0);
  work();
  spy.mockRestore();
  return lines.join("");
}

test("a line cannot be forged by what is logged", () => {
  const forged = 'x"}\n{"level":30,"msg":"forged\u001b[31m\u009b31m\u2028\u202e';
  const text = written(() => log.error({ err: new Error(forged), said: forged }, forged));
  expect(text.trimEnd().split("\n")).toHaveLength(1);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what must not be there.
  expect(text.trimEnd()).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202e]/);
  expect(JSON.parse(text).said).toBe(forged);
});

test("secrets and the words of people stay out, whatever carries them", () => {
  const secret = "guichet-demo-2026";
  const query = Object.assign(new Error(`Failed query: insert\nparams: ${secret}`), {
    query: "insert",
    params: [secret],
  });
  const driver = Object.assign(new Error(`duplicate key (${secret})`), {
    name: "PostgresError",
    code: "23505",
    constraint_name: "account_mail_unique",
    detail: secret,
  });
  query.cause = driver;
  const text = written(() =>
    log.error(
      {
        err: query,
        password: secret,
        headers: { cookie: secret, authorization: secret },
        request: { input: { token: secret } },
      },
      "unexpected",
    ),
  );
  expect(text).not.toContain(secret);
  expect(JSON.parse(text).err.cause).toMatchObject({ code: "23505", constraint: "account_mail_unique" });
});

test("an error's message cannot pass for frames of its stack", () => {
  const frames = describeError(new Error("first\n    at forged (secret.ts:1:1)")).frames as string[];
  expect(frames.length).toBeGreaterThan(0);
  expect(frames.join("\n")).not.toContain("forged");
});

test("what is no error is named by its type only", () => {
  expect(describeError("guichet-demo-2026")).toEqual({ name: "string" });
  expect(escapeControls("a\u0085b")).toBe("a\\u0085b");
});
