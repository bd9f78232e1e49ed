import { refuseOtherMethods } from "@/app/_doors/api/refuse-other-methods";
import { fileResponse } from "@/app/_doors/file-response";
import { openPackageLink } from "@/lib/deposits/open-package-link";

/** A package, as machines fetch it by a link that somebody made for them: the address is the only key. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = refuseOtherMethods({ GET: answer, HEAD: answer });

async function answer(request: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  const fromStart = request.method === "GET" && !/^bytes=(?!0-)/.test(request.headers.get("range") ?? "");
  const opened = await openPackageLink((await params).token, { fromStart });
  const unseen = { "x-robots-tag": "noindex", "referrer-policy": "no-referrer" };
  if (!opened) return new Response(null, { status: 404, headers: { ...unseen, "cache-control": "no-store" } });
  const response = await fileResponse(request, opened);
  for (const [name, value] of Object.entries(unseen)) response.headers.set(name, value);
  return response;
}
