import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

/** LibreOffice as this machine has it; null, and said so, when it has none. */
export const office = find();
if (!office) console.warn("LibreOffice is not installed (apt install libreoffice-calc): no sheet was opened with it.");

function find(): string | null {
  try {
    return execFileSync("which", ["soffice"], { encoding: "utf8" }).trim();
  } catch {
    return null;
  }
}

/** A folder in which LibreOffice opens files and says what it found. */
export function openOffice() {
  const folder = mkdtempSync(join(tmpdir(), "guichet-sheets-"));
  return {
    /** What it finds in the sheet of that name: fields as they are stored, dates and durations as they are shown. */
    async convert(name: string, bytes: Buffer, sheet: string): Promise<string[][]> {
      const path = join(folder, name);
      writeFileSync(path, bytes);
      const profile = `-env:UserInstallation=file://${join(folder, "profile")}`;
      const filter = "csv:Text - txt - csv (StarCalc):124,34,76,1,,0,false,true,true,false,false,-1";
      const words = [profile, "--headless", "--norestore", "--convert-to", filter, "--outdir", folder, path];
      await promisify(execFile)(office!, words);
      const text = readFileSync(join(folder, `${name.replace(/\.\w+$/, "")}-${sheet}.csv`), "utf8");
      return text
        .trimEnd()
        .split("\n")
        .map((line) => line.split("|").map((field) => field.replace(/^"|"$/g, "")));
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
