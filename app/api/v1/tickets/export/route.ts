import { answerProblem } from "@/app/_doors/api/answer-problem";
import { getCaller } from "@/app/_doors/api/find-caller";
import { readQuery } from "@/app/_doors/api/read-address";
import { refuseOtherMethods } from "@/app/_doors/api/refuse-other-methods";
import { exportResponse } from "@/app/_doors/export-response";
import type { Format } from "@/lib/exports/sheet";
import { streamExport } from "@/lib/exports/stream-export";
import type { Actor } from "@/lib/tenancy/actor";

const answered = refuseOtherMethods({ GET: answer });
// A HEAD would make the file, and a line of the journal, for nobody.
const { POST: HEAD } = answered;

export { HEAD };
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = answered;

/** The whole list, as it is made: `format`, `columns`, and the filters of the list. */
async function answer(request: Request): Promise<Response> {
  let caller: Actor | null = null;
  try {
    caller = await getCaller(request);
    const url = new URL(request.url);
    readQuery(url);
    const { searchParams } = url;
    const format = (searchParams.get("format") ?? "xlsx") as Format;
    const columns = searchParams.getAll("columns").flatMap((names) => names.split(",").filter(Boolean));
    for (const name of ["format", "columns"]) searchParams.delete(name);
    const query = searchParams.toString();
    return exportResponse(await streamExport(caller, { subject: "tickets", format, columns, query }));
  } catch (error) {
    return answerProblem(request, error, caller);
  }
}
