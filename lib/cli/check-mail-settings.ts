import { parseMailboxUrl } from "@/lib/incoming-mail/mailbox-url";
import type { Settings } from "@/lib/settings/environment";
import { CertificateFault, readCertificate } from "@/lib/worker/certificate";
import { Trouble } from "./trouble";
import { words } from "./words";

/** Refuses to start on a certificate that cannot be used, or on a mailbox's address that makes no sense: the worker would only die of it. */
export function checkMailSettings({ mailCertificate, imapUrl }: Settings): void {
  if (imapUrl) parseMailboxUrl(imapUrl);
  if (!mailCertificate) return;
  try {
    readCertificate(mailCertificate);
  } catch (error) {
    if (!(error instanceof CertificateFault)) throw error;
    const { setting, path } = error;
    throw new Trouble(error.isUnreadable ? words.fileUnreadable(setting, path) : words.notACertificate(setting, path));
  }
}
