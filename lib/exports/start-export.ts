import type { z } from "zod";
import type { Actor } from "@/lib/tenancy/actor";
import { askExport, fitsAtOnce } from "./ask-export";
import type { ExportInput } from "./export";
import { streamExport } from "./stream-export";

/** The file as it is made when few rows are asked for, else the identifier of the job that makes it. Throws what both throw. */
export async function startExport(actor: Actor, input: z.input<typeof ExportInput>) {
  return (await fitsAtOnce(actor, input)) ? streamExport(actor, input) : askExport(actor, input);
}
