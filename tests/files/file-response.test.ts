import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { fileNameParameters, fileResponse } from "@/app/_doors/file-response";

const bytes = Buffer.from("0123456789");
const file = {
  name: "relevé.png",
  type: "image/png",
  size: bytes.length,
  sha256: "ab".repeat(32),
  read: async (range?: { start: number; end: number }) =>
    Readable.from([range ? bytes.subarray(range.start, range.end + 1) : bytes]),
};

const ask = (headers: Record<string, string> = {}, query = "") =>
  fileResponse(new Request(`http://localhost/file${query}`, { headers }), file);

describe("a file that is served", () => {
  it("is a download that can run nothing", async () => {
    const { headers } = await ask();
    expect(headers.get("content-disposition")).toBe(
      "attachment; filename=\"relev_.png\"; filename*=UTF-8''relev%C3%A9.png",
    );
    expect(headers.get("content-security-policy")).toBe("default-src 'none'; sandbox");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("cache-control")).toContain("no-store");
  });

  it("is drawn in the page only when it is a plain image, and only when asked", async () => {
    expect((await ask({}, "?inline=1")).headers.get("content-disposition")).toMatch(/^inline/);
    const drawing = await fileResponse(new Request("http://localhost/f?inline=1"), { ...file, type: "image/svg+xml" });
    expect(drawing.headers.get("content-disposition")).toMatch(/^attachment/);
  });

  it.each([
    ["bytes=0-3", 206, "0123", "bytes 0-3/10"],
    ["bytes=4-", 206, "456789", "bytes 4-9/10"],
    ["bytes=-3", 206, "789", "bytes 7-9/10"],
    ["bytes=8-400", 206, "89", "bytes 8-9/10"],
    ["bytes=0-1,4-5", 200, "0123456789", null],
    ["bytes=-", 200, "0123456789", null],
    ["chapters=1", 200, "0123456789", null],
  ])("answers %s with %i", async (range, status, text, told) => {
    const answer = await ask({ range });
    expect(answer.status).toBe(status);
    expect(await answer.text()).toBe(text);
    expect(answer.headers.get("content-range")).toBe(told);
  });

  it("says how long it is when asked past its end", async () => {
    const answer = await ask({ range: "bytes=10-" });
    expect(answer.status).toBe(416);
    expect(answer.headers.get("content-range")).toBe("bytes */10");
  });

  it("is sent whole when the range is of what it no longer is", async () => {
    expect((await ask({ range: "bytes=0-3", "if-range": '"older"' })).status).toBe(200);
    expect((await ask({ range: "bytes=0-3", "if-range": `"${file.sha256}"` })).status).toBe(206);
  });

  it("cannot break its header by its name", () => {
    const parameters = fileNameParameters('a"; filename="b\r\nSet-Cookie: x=1.html');
    expect(parameters).not.toMatch(/[\r\n]/);
    expect(parameters).toMatch(/^filename="a_; filename=_b__Set-Cookie: x=1\.html"; /);
  });
});
