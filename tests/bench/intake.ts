import { randomUUID } from "node:crypto";
import type postgres from "postgres";
import { handleIncomingMail } from "@/lib/incoming-mail/handle-incoming-mail";
import { receiveMail } from "@/lib/incoming-mail/receive-mail";
import { perWork, startCpuClock } from "./cpu-clock";
import { writers } from "./database";
import { line } from "./measure";

const mails = 300;
const warming = 100;
const callers = 8;

/** Mails of 10 KB from the durable receipt to the committed ticket, all the work in this one process. */
export async function benchIntake(owner: postgres.Sql) {
  console.log("\nCourrier (10 Ko par message, de la réception durable à la fiche validée)");
  const [project] = await owner<
    { inbound_address: string }[]
  >`select inbound_address from project where key = 'B008P1'`;
  await takeIn(project!.inbound_address, warming);
  const spent = await startCpuClock(owner);
  const began = performance.now();
  const opened = await takeIn(project!.inbound_address, mails);
  const perSecond = (mails * 1000) / (performance.now() - began);
  line(
    "courriels devenus fiches",
    `${perSecond.toFixed(0)} /s`,
    `${opened} sur ${mails}, budget 100 /s`,
    perSecond >= 100 && opened === mails,
  );
  line("processeur par courriel (Node + PostgreSQL)", perWork(spent(), mails));
}

/** How many of these mails, taken in by several callers at once, opened a ticket. */
async function takeIn(inboundAddress: string, count: number): Promise<number> {
  const run = randomUUID();
  let next = 0;
  let opened = 0;
  const caller = async () => {
    for (let number = next++; number < count; number = next++) {
      const { id } = await receiveMail({
        raw: mailOf(run, number, inboundAddress),
        door: "smtp",
        peer: "127.0.0.1",
        peerTrusted: true,
        envelopeFrom: writers[number % writers.length]!,
        envelopeTo: [inboundAddress],
        handledAtOnce: true,
      });
      const settled = await handleIncomingMail({ incomingMailId: id }, { number: 1, last: true });
      if (settled?.outcome === "opened") opened++;
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return opened;
}

/** A mail of 10 KB, whose Message-ID comes once. */
export function mailOf(run: string, number: number, to: string): Buffer {
  const text = "Bonjour, le site ne répond plus depuis ce matin et nous ne savons pas pourquoi.\r\n".repeat(118);
  return Buffer.from(
    `From: Personne <${writers[number % writers.length]}>\r\nTo: ${to}\r\nSubject: Message ${number} du banc\r\nMessage-ID: <${run}.${number}@bench.example>\r\n` +
      `Date: ${new Date().toUTCString()}\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${text}`,
  );
}
