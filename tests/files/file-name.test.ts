import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanFileName } from "@/lib/files/file-name";

describe("the name of a file", () => {
  it.each([
    ["rapport.pdf", "rapport.pdf"],
    ["../../etc/passwd", "passwd"],
    ["C:\\Users\\ines\\Capture d’écran.png", "Capture d’écran.png"],
    ["nul\0au\nmilieu.txt", "nul au milieu.txt"],
    ["photo\u202egnp.exe", "photo\ufffdgnp.exe"],
    ["e\u0301te\u0301.txt", "été.txt"],
    ["", "fichier"],
    ["..", "fichier"],
    ["///", "fichier"],
    ["\ud800seul.txt", "\ufffdseul.txt"],
  ])("%j is kept as %j", (given, kept) => {
    expect(cleanFileName(given)).toBe(kept);
  });

  it("is cut to 255 bytes, and keeps its extension", () => {
    const kept = cleanFileName(`${"é".repeat(300)}.tar.xz`);
    expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(255);
    expect(kept.endsWith(".xz")).toBe(true);
  });

  it("is never a path, never empty, never over 255 bytes, whatever comes", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 600 }), (given) => {
        const kept = cleanFileName(given);
        expect(kept).not.toMatch(/[/\\\0\n\r\u202e]/);
        expect(kept.length).toBeGreaterThan(0);
        expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(255);
        expect(cleanFileName(kept)).toBe(kept);
      }),
    );
  });
});
