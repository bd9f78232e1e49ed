import { createHmac, randomBytes } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { isIP } from "node:net";
import { join, resolve } from "node:path";
import { z } from "zod";
import { parseNetworks } from "./peer-address";

const optional = <T extends z.ZodType>(type: T) => z.preprocess((value) => (value === "" ? undefined : value), type);

const ListenAddress = z.string().regex(/^(\S+):(\d+)$/);

const Environment = z.object({
  PORT: optional(z.coerce.number().int().min(1).max(65_535).default(3000)),
  GUICHET_HOST: optional(z.string().default("127.0.0.1")),
  GUICHET_URL: optional(z.url().optional()),
  GUICHET_DATA: optional(z.string().default("./data")),
  GUICHET_SECRET: optional(z.string().min(32).optional()),
  DATABASE_URL: optional(z.url().optional()),
  BACKUP_DATABASE_URL: optional(z.url().optional()),
  SMTP_URL: optional(z.url().optional()),
  MAIL_LISTEN: optional(ListenAddress.default("127.0.0.1:2525")),
  LMTP_LISTEN: optional(ListenAddress.optional()),
  MAIL_DOMAIN: optional(z.string().default("guichet.example")),
  MAIL_TLS_CERT: optional(z.string().optional()),
  MAIL_TLS_KEY: optional(z.string().optional()),
  IMAP_URL: optional(z.url({ protocol: /^imaps?$/, hostname: /./ }).optional()),
  MAIL_HTTP_SECRET: optional(z.string().min(32).optional()),
  DNS_SERVERS: optional(z.string().default("").transform(dnsServers)),
  CLAMD: optional(z.string().transform(scannerAddress).optional()),
  GUICHET_UPLOADS: optional(z.string().optional()),
  FILES_STORE: optional(z.enum(["folder", "s3"]).optional()),
  S3_ENDPOINT: optional(z.url({ protocol: /^https?$/, hostname: /./ }).optional()),
  S3_REGION: optional(z.string().default("us-east-1")),
  S3_BUCKET: optional(
    z
      .string()
      .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/)
      .optional(),
  ),
  S3_ACCESS_KEY: optional(z.string().optional()),
  S3_SECRET_KEY: optional(z.string().optional()),
  S3_PREFIX: optional(
    z
      .string()
      .regex(/^[A-Za-z0-9._/-]*$/)
      .default(""),
  ),
  TRUSTED_PROXIES: optional(z.string().default("").transform(networks)),
});

/** Every variable that Guichet reads, as .env.example lists them. */
export const settingNames = Object.keys(Environment.shape);

export type Settings = ReturnType<typeof parseSettings>;

/** The role that serves people and the one that runs jobs; neither owns a table nor passes row security. */
export type DatabaseRole = "guichet_web" | "guichet_worker";

/** Reads every setting from the environment; throws a ZodError that names the variable at fault. */
export function parseSettings(environment: NodeJS.ProcessEnv) {
  const raw = Environment.parse(environment);
  return {
    port: raw.PORT,
    host: raw.GUICHET_HOST,
    url: (raw.GUICHET_URL ?? `http://localhost:${raw.PORT}`).replace(/\/$/, ""),
    dataFolder: resolve(raw.GUICHET_DATA),
    secret: raw.GUICHET_SECRET,
    databaseUrl: raw.DATABASE_URL,
    backupDatabaseUrl: raw.BACKUP_DATABASE_URL,
    smtpUrl: raw.SMTP_URL,
    mailListen: readListenAddress(raw.MAIL_LISTEN),
    lmtpListen: raw.LMTP_LISTEN === undefined ? null : readListenAddress(raw.LMTP_LISTEN),
    mailDomain: raw.MAIL_DOMAIN.toLowerCase(),
    mailCertificate: readCertificatePaths(raw),
    imapUrl: raw.IMAP_URL,
    mailHttpSecret: raw.MAIL_HTTP_SECRET,
    dnsServers: raw.DNS_SERVERS,
    trustedProxies: raw.TRUSTED_PROXIES,
    uploadsFolder: resolve(raw.GUICHET_UPLOADS ?? join(raw.GUICHET_DATA, "uploads")),
    store: raw.FILES_STORE ?? (raw.S3_BUCKET ? "s3" : "folder"),
    s3: readS3(raw),
    clamd: raw.CLAMD ?? null,
  };
}

let known: Settings | undefined;

/** This process's settings, read once. */
export function getSettings(): Settings {
  known ??= parseSettings(process.env);
  return known;
}

/** Says where the database is, to this process and to those it starts: the commands know it only once it runs. */
export function setDatabaseUrl(databaseUrl: string): void {
  process.env.DATABASE_URL = databaseUrl;
  known = undefined;
}

/** The instance's secret: GUICHET_SECRET, or one drawn at the first run and kept in the data folder with mode 0600. */
export function getSecret(): string {
  const { secret, dataFolder } = getSettings();
  return secret ?? readOrDrawSecret(dataFolder);
}

/** A key for one purpose, so that what signs a mail address can never sign a session. 32 bytes, HMAC-SHA-256. */
export function deriveKey(purpose: string): Buffer {
  return createHmac("sha256", getSecret()).update(purpose).digest();
}

/** The address of the database for one of our roles; its password is derived from the secret, never stored. */
export function roleUrl(role: DatabaseRole): string {
  const { databaseUrl } = getSettings();
  if (!databaseUrl) throw new Error("DATABASE_URL is not set: start with `npm start` or `npm run demo`, which set it.");
  const url = new URL(databaseUrl);
  url.username = role;
  url.password = rolePassword(role);
  return url.href;
}

/** The password of one of our database roles, derived from the secret. */
export function rolePassword(role: DatabaseRole): string {
  return deriveKey(`database role ${role}`).toString("base64url");
}

function readOrDrawSecret(folder: string): string {
  const path = join(folder, "secret");
  if (!existsSync(path)) {
    mkdirSync(folder, { recursive: true });
    const draft = `${path}.${process.pid}`;
    writeFileSync(draft, randomBytes(32).toString("base64url"), { mode: 0o600 });
    // link fails when another process was first: both then read the same file.
    try {
      linkSync(draft, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    } finally {
      rmSync(draft);
    }
  }
  return readFileSync(path, "utf8").trim();
}

function networks(text: string, context: z.RefinementCtx) {
  try {
    return parseNetworks(text);
  } catch {
    context.addIssue({ code: "custom", message: "expected IP addresses or networks, separated by commas" });
    return z.NEVER;
  }
}

/** Addresses with or without a port: `192.0.2.53`, `127.0.0.1:5353`, `[2001:db8::53]:53`. */
function dnsServers(text: string, context: z.RefinementCtx) {
  const servers = text.split(/[\s,]+/).filter(Boolean);
  const wellFormed = servers.every((server) => isIP(server) || isIP(server.replace(/^\[?([^\]]+)\]?:\d{1,5}$/, "$1")));
  if (wellFormed) return servers;
  context.addIssue({ code: "custom", message: "expected IP addresses of DNS servers, separated by commas" });
  return z.NEVER;
}

/** `host:port`, or the path of a socket of this machine (`/run/clamav/clamd.ctl`). */
function scannerAddress(text: string, context: z.RefinementCtx) {
  const path = text.replace(/^unix:/, "");
  if (path.startsWith("/")) return { path };
  const [, host, port] = /^\[?([^\]\s/]+?)\]?:(\d{1,5})$/.exec(text) ?? [];
  if (host && Number(port) >= 1 && Number(port) <= 65_535) return { host, port: Number(port) };
  context.addIssue({ code: "custom", message: "expected host:port, or the path of a socket" });
  return z.NEVER;
}

function readListenAddress(address: string): { host: string; port: number } {
  const colon = address.lastIndexOf(":");
  return { host: address.slice(0, colon), port: Number(address.slice(colon + 1)) };
}

/** Where the mail listener's certificate and key are. Throws a ZodError that names the one that is missing. */
function readCertificatePaths({ MAIL_TLS_CERT: certificate, MAIL_TLS_KEY: key }: z.output<typeof Environment>) {
  if (certificate && key) return { certificate: resolve(certificate), key: resolve(key) };
  if (!certificate && !key) return null;
  const missing = certificate ? "MAIL_TLS_KEY" : "MAIL_TLS_CERT";
  throw new z.ZodError([{ code: "custom", path: [missing], message: "expected with the other one", input: undefined }]);
}

/** The object store, whole or not at all. Throws a ZodError that names what is missing. */
function readS3(raw: z.output<typeof Environment>) {
  const { S3_BUCKET: bucket, S3_ACCESS_KEY: accessKey, S3_SECRET_KEY: secretKey, S3_REGION: region } = raw;
  if (bucket && accessKey && secretKey)
    return {
      ...{ bucket, accessKey, secretKey, region, prefix: raw.S3_PREFIX },
      endpoint: raw.S3_ENDPOINT ?? `https://s3.${region}.amazonaws.com`,
    };
  if (!bucket && !accessKey && !secretKey && !raw.S3_ENDPOINT && raw.FILES_STORE !== "s3") return null;
  const missing = bucket ? (accessKey ? "S3_SECRET_KEY" : "S3_ACCESS_KEY") : "S3_BUCKET";
  throw new z.ZodError([
    { code: "custom", path: [missing], message: "expected with the other ones", input: undefined },
  ]);
}
