import { afterEach, beforeEach, expect, test, vi } from "vitest";

beforeEach(() => {
  vi.resetModules();
  process.env.GUICHET_SECRET = "the-secret-of-this-test-0123456789abcdef";
});
afterEach(() => {
  delete process.env.GUICHET_SECRET;
});

const load = () => import("@/lib/settings/sealed-secret");

test("what is sealed opens for its owner, says nothing, and is never twice the same", async () => {
  const { openSealedSecret, sealSecret } = await load();
  const sealed = sealSecret("mot de passe é\u0000 ", "mailbox 1");
  expect(openSealedSecret(sealed, "mailbox 1")).toBe("mot de passe é\u0000 ");
  expect(sealed).not.toContain("passe");
  expect(sealSecret("mot de passe é\u0000 ", "mailbox 1")).not.toBe(sealed);
});

test("it opens neither for another owner, nor altered, nor under another instance's secret", async () => {
  const { openSealedSecret, sealSecret } = await load();
  const sealed = sealSecret("motdepasse", "mailbox 1");
  expect(openSealedSecret(sealed, "mailbox 2")).toBeNull();
  const parts = sealed.split(".");
  for (const at of [0, 1, 2, 3]) {
    const altered = parts
      .map((part, index) => (index === at ? (part.startsWith("A") ? "B" : "A") + part.slice(1) : part))
      .join(".");
    expect(openSealedSecret(altered, "mailbox 1")).toBeNull();
  }
  for (const junk of ["", "v1", "v1...", "motdepasse", `${sealed}.x`.replace("v1", "v2")])
    expect(openSealedSecret(junk, "mailbox 1")).toBeNull();
  vi.resetModules();
  process.env.GUICHET_SECRET = "another-secret-of-this-test-0123456789ab";
  expect((await load()).openSealedSecret(sealed, "mailbox 1")).toBeNull();
});
