import { getSettings } from "@/lib/settings/environment";
import { readCertificate, watchCertificate } from "./certificate";
import { type MailServer, openMailServer } from "./mail-server";
import { PeerLimits } from "./peer-limits";

export interface RunningListener {
  /** Where SMTP is listened for. */
  address: string;
  lmtpAddress: string | null;
  stop(): Promise<void>;
}

/** Listens for mail: by SMTP, and by LMTP where it is asked for, with one certificate and the same limits. Throws CertificateFault. */
export async function startListener(onTrouble: (error: unknown) => void): Promise<RunningListener> {
  const { mailListen, lmtpListen, mailCertificate } = getSettings();
  const certificate = mailCertificate && readCertificate(mailCertificate);
  const shared = { limits: new PeerLimits(), certificate, onTrouble };
  const smtp = await openMailServer({ ...shared, protocol: "smtp", listen: mailListen });
  const lmtp = lmtpListen && (await openMailServer({ ...shared, protocol: "lmtp", listen: lmtpListen }));
  const servers = [smtp, lmtp].filter((server): server is MailServer => server !== null);
  const renew = (read: Parameters<MailServer["useCertificate"]>[0]) => {
    for (const server of servers) server.useCertificate(read);
  };
  const stopWatching = mailCertificate ? watchCertificate(mailCertificate, renew, onTrouble) : () => {};
  return {
    address: smtp.address,
    lmtpAddress: lmtp?.address ?? null,
    async stop() {
      stopWatching();
      await Promise.all(servers.map((server) => server.stop()));
    },
  };
}
