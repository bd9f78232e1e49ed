import { readFileSync, unwatchFile, watchFile } from "node:fs";
import { createSecureContext } from "node:tls";
import type { Settings } from "@/lib/settings/environment";

export interface Certificate {
  cert: Buffer;
  key: Buffer;
}

/** A certificate or a key that cannot be used: which file, and why in a few words. */
export class CertificateFault extends Error {
  constructor(
    readonly setting: "MAIL_TLS_CERT" | "MAIL_TLS_KEY",
    readonly path: string,
    cause: unknown,
  ) {
    super(`${setting}: ${path} cannot be used (${cause instanceof Error ? cause.message : cause})`, { cause });
  }

  /** Whether it is the file that cannot be read, and not what it holds. */
  get isUnreadable(): boolean {
    return typeof (this.cause as NodeJS.ErrnoException)?.syscall === "string";
  }
}

type Paths = NonNullable<Settings["mailCertificate"]>;

/** Reads the mail listener's certificate and its key, and makes sure that they go together. Throws CertificateFault. */
export function readCertificate({ certificate, key }: Paths): Certificate {
  const read = { cert: readPem("MAIL_TLS_CERT", certificate), key: readPem("MAIL_TLS_KEY", key) };
  ensureUsable("MAIL_TLS_CERT", certificate, { cert: read.cert });
  ensureUsable("MAIL_TLS_KEY", key, read);
  return read;
}

/** Hands over what the files hold each time they change; what cannot be used is told, and the one in use stays. Gives what ends it. */
export function watchCertificate(paths: Paths, use: (read: Certificate) => void, onTrouble: (error: unknown) => void) {
  const reload = () => {
    try {
      use(readCertificate(paths));
    } catch (error) {
      // The other file may be a moment late: its own change comes here again.
      onTrouble(error);
    }
  };
  const files = [paths.certificate, paths.key];
  // By looking at them: a renewed certificate often arrives as another target of a link, which no event tells.
  for (const file of files) watchFile(file, { interval: 2_000, persistent: false }, reload);
  return () => {
    for (const file of files) unwatchFile(file, reload);
  };
}

function readPem(setting: CertificateFault["setting"], path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new CertificateFault(setting, path, error);
  }
}

function ensureUsable(setting: CertificateFault["setting"], path: string, read: Partial<Certificate>) {
  try {
    createSecureContext(read);
  } catch (error) {
    throw new CertificateFault(setting, path, error);
  }
}
