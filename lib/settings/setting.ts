import { isIP } from "node:net";
import { z } from "zod";

/** An address, or a network in CIDR notation. */
const Network = z.string().refine(
  (text) => {
    const [address = "", bits, ...rest] = text.split("/");
    const family = isIP(address);
    if (family === 0 || rest.length > 0) return false;
    return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
  },
  { params: { code: "network" } },
);

/** What a server calls itself in Authentication-Results: a domain, nearly always. */
const AuthservId = z
  .string()
  .transform((text) => text.trim().toLowerCase())
  .pipe(z.string().regex(/^[a-z0-9](?:[a-z0-9._-]{0,250}[a-z0-9])?$/));

/** Everything that a platform administrator can set on a screen, with what holds until he does. */
export const settings = {
  /** Mail servers whose word about a sender is believed. */
  "mail.trustedRelays": z.array(Network).max(100).default(["127.0.0.0/8", "::1"]),
  /** Mail servers that write what they found of a sender, for us to judge: each with the name that it signs with (RFC 8601). */
  "mail.resultRelays": z
    .array(z.strictObject({ network: Network, server: AuthservId }))
    .max(100)
    .default([]),
  /** The largest file, in bytes. */
  "files.maximumSize": z
    .int()
    .refine((size) => size >= 1024 ** 2 && size <= 1024 ** 4, { params: { code: "file-size" } })
    .default(2 * 1024 ** 3),
  /** Whether files that nobody scanned are served: "auto" serves them unless a scanner is about to look at them. */
  "files.serveUnscanned": z.enum(["auto", "always", "never"]).default("auto"),
  /** How long one stays signed in without a request, and whatever happens. */
  sessions: z
    .strictObject({
      idleMinutes: z.int().min(5).max(1_440).default(720),
      administratorIdleMinutes: z.int().min(5).max(720).default(30),
      absoluteHours: z.int().min(1).max(24).default(12),
    })
    .prefault({}),
  /** When the demonstration world was complete; it is never filled again, so that what people did there stays. */
  "demonstration.completedAt": z.iso.datetime().nullable().default(null),
  /** When its past was laid. */
  "demonstration.pastAt": z.iso.datetime().nullable().default(null),
};

export type SettingKey = keyof typeof settings;
export type SettingValue<Key extends SettingKey> = z.output<(typeof settings)[Key]>;
export const settingKeys = Object.keys(settings) as SettingKey[];
