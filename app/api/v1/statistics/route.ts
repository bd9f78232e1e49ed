import { exportList } from "@/app/_doors/api/export-list";
import { refuseOtherMethods } from "@/app/_doors/api/refuse-other-methods";
import { serve } from "@/app/_doors/api/serve";
import { read } from "@/app/api/v1/_operations/statistics";
import { formats } from "@/lib/exports/sheet";

const figures = serve(read);
const isFile = (request: Request) => {
  const format = new URL(request.url).searchParams.get("format");
  return formats.some((known) => known === format);
};

/** The figures themselves, or the file of them. */
const answered = refuseOtherMethods({
  GET: (request: Request) => (isFile(request) ? exportList(request, "statistics") : figures.GET(request)),
  // A HEAD would make the file, and a line of the journal, for nobody.
  HEAD: (request: Request) => (isFile(request) ? figures.POST(request) : figures.HEAD(request)),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = answered;
