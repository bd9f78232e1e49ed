const longest = 16_384;

/** Takes what browsers say of a breach of the content security policy (CSP 3, 5.3) and leaves one line in the log. */
export async function POST(request: Request): Promise<Response> {
  const body = await request.text();
  if (body.length > longest) return new Response(null, { status: 413 });
  const report = readReport(body);
  if (!report) return new Response(null, { status: 400 });
  // JSON escapes line feeds and control characters: a report cannot forge a line.
  console.warn(JSON.stringify({ message: "content security policy breached", ...report }));
  return new Response(null, { status: 204 });
}

/** Only the fields that help, cut short; addresses without their query, which may hold what somebody searched for. */
function readReport(body: string) {
  const report = parse(body)?.["csp-report"];
  if (typeof report !== "object" || report === null) return null;
  const field = (name: string) => String((report as Record<string, unknown>)[name] ?? "").slice(0, 300);
  return {
    directive: field("violated-directive"),
    blocked: field("blocked-uri").split("?")[0],
    page: field("document-uri").split("?")[0],
    source: field("source-file").split("?")[0],
    line: field("line-number"),
  };
}

function parse(body: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
