import { exportResponse } from "@/app/_doors/export-response";
import type { SubjectName } from "@/lib/exports/export";
import type { Format } from "@/lib/exports/sheet";
import { streamExport } from "@/lib/exports/stream-export";
import type { Actor } from "@/lib/tenancy/actor";
import { answerProblem } from "./answer-problem";
import { getCaller } from "./find-caller";
import { readQuery } from "./read-address";

/** The whole of what a subject lists, as it is made: `format`, `columns`, and the filters of the list. */
export async function exportList(request: Request, subject: SubjectName): Promise<Response> {
  let caller: Actor | null = null;
  try {
    caller = await getCaller(request);
    const url = new URL(request.url);
    readQuery(url);
    const { searchParams } = url;
    const format = (searchParams.get("format") ?? "xlsx") as Format;
    const columns = searchParams.getAll("columns").flatMap((names) => names.split(",").filter(Boolean));
    for (const name of ["format", "columns"]) searchParams.delete(name);
    return exportResponse(await streamExport(caller, { subject, format, columns, query: searchParams.toString() }));
  } catch (error) {
    return answerProblem(request, error, caller);
  }
}
