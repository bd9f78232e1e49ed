import { NextResponse } from "next/server";
import { getCaller } from "@/app/_doors/api/find-caller";
import { exportResponse } from "@/app/_doors/export-response";
import { listOf, textOf } from "@/app/_doors/form-fields";
import { problemOf } from "@/app/_doors/problem";
import type { SubjectName } from "@/lib/exports/export";
import type { Format } from "@/lib/exports/sheet";
import { startExport } from "@/lib/exports/start-export";

/** What the form of exports asks: the file itself when it is short, else the page where it will be; a refusal is said by the form. */
export async function POST(request: Request): Promise<Response> {
  const form = await request.formData().catch(() => new FormData());
  const subject = textOf(form, "subject") as SubjectName;
  const query = textOf(form, "query");
  try {
    const caller = await getCaller(request);
    const asked = { subject, query, columns: listOf(form, "columns"), format: textOf(form, "format") as Format };
    const started = await startExport(caller, asked);
    return "body" in started ? exportResponse(started) : goTo("/exports");
  } catch (error) {
    const { code } = problemOf(error);
    return goTo(`/exports/new?${new URLSearchParams({ subject, query, refused: code })}`);
  }
}

/** Relative, since behind a proxy the server does not know its own name. */
function goTo(path: string) {
  return new NextResponse(null, { status: 303, headers: { location: path } });
}
