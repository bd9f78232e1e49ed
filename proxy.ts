import { type NextRequest, NextResponse } from "next/server";

const inDevelopment = process.env.NODE_ENV === "development";
const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);
const onHttps = process.env.GUICHET_URL?.startsWith("https:") ?? false;

/** Headers of every answer. No right is decided here: a request may reach a door without passing by. */
export function proxy(request: NextRequest) {
  if (!methods.has(request.method))
    return new NextResponse(null, { status: 405, headers: { allow: [...methods].join(", ") } });
  const policy = contentSecurityPolicy(drawNonce());
  // Next reads the nonce from the request's own policy and puts it on its scripts and styles.
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  // For requireViewer, which brings people back here once they have signed in.
  headers.set("x-guichet-path", request.nextUrl.pathname + request.nextUrl.search);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  response.headers.set("x-content-type-options", "nosniff");
  response.headers.set("referrer-policy", "same-origin");
  response.headers.set("cross-origin-opener-policy", "same-origin");
  response.headers.set("cross-origin-resource-policy", "same-origin");
  response.headers.set("permissions-policy", permissions);
  if (onHttps || request.nextUrl.protocol === "https:") {
    response.headers.set("strict-transport-security", "max-age=31536000; includeSubDomains");
  }
  return response;
}

export const config = { matcher: "/((?!_next/static/).*)" };

const permissions = [
  "accelerometer",
  "camera",
  "display-capture",
  "geolocation",
  "gyroscope",
  "magnetometer",
  "microphone",
  "midi",
  "payment",
  "usb",
]
  .map((feature) => `${feature}=()`)
  .join(", ");

/** 128 bits, as CSP 3 asks. */
function drawNonce(): string {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
}

function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    // React rebuilds stacks with eval while developing, never in production.
    `script-src 'nonce-${nonce}' 'strict-dynamic'${inDevelopment ? " 'unsafe-eval'" : ""}`,
    inDevelopment ? "style-src-elem 'self' 'unsafe-inline'" : `style-src-elem 'self' 'nonce-${nonce}'`,
    // Mantine places its menus by style attributes, which can run nothing.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${inDevelopment ? " ws:" : ""}`,
    "manifest-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
    "report-uri /api/policy-reports",
  ].join("; ");
}
