import type { SMTPServerSession } from "smtp-server";

const mostConnections = 50;
const mostMailsAMinute = 30_000;

/** Keeps one peer from taking the whole listener. */
export class PeerLimits {
  private readonly connections = new Map<string, number>();
  private mails = new Map<string, number>();
  private minute = 0;

  enter({ remoteAddress }: SMTPServerSession): boolean {
    const open = (this.connections.get(remoteAddress) ?? 0) + 1;
    this.connections.set(remoteAddress, open);
    return open <= mostConnections;
  }

  leave({ remoteAddress }: SMTPServerSession) {
    const open = (this.connections.get(remoteAddress) ?? 1) - 1;
    if (open > 0) this.connections.set(remoteAddress, open);
    else this.connections.delete(remoteAddress);
  }

  countMail({ remoteAddress }: SMTPServerSession): boolean {
    const minute = Math.floor(Date.now() / 60_000);
    if (minute !== this.minute) this.mails = new Map();
    this.minute = minute;
    const mails = (this.mails.get(remoteAddress) ?? 0) + 1;
    this.mails.set(remoteAddress, mails);
    return mails <= mostMailsAMinute;
  }
}
