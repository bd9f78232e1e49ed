export type Answering = {
  path: string;
  /** 128 bits at least, drawn for this request alone. */
  nonce: string;
  onHttps: boolean;
  inDevelopment: boolean;
};

/** The headers that every answer bears (OWASP ASVS 5.0, 3.4), whoever makes it: page, API, static file, refusal. */
export function securityHeaders(answering: Answering): [name: string, value: string][] {
  return [
    ["content-security-policy", contentSecurityPolicy(answering)],
    ["x-content-type-options", "nosniff"],
    ["referrer-policy", "same-origin"],
    ["cross-origin-opener-policy", "same-origin"],
    ["cross-origin-resource-policy", "same-origin"],
    ["permissions-policy", permissions],
    ...(answering.onHttps ? [hsts] : []),
  ];
}

const hsts: [string, string] = ["strict-transport-security", "max-age=31536000; includeSubDomains"];

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

/** What an answer that is not a page may do: nothing. */
const closed = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

function contentSecurityPolicy({ path, nonce, inDevelopment }: Answering): string {
  if (path.startsWith("/api/") || path.startsWith("/_next/static/")) return closed;
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
