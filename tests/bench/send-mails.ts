import { once } from "node:events";
import { createTransport } from "nodemailer";

export interface Sending {
  port: number;
  writers: string[];
  to: string;
  /** Part of the Message-IDs, which come once. */
  run: string;
  mails: number;
}

const connections = 16;
const text = "Bonjour, le site ne répond plus depuis ce matin et nous ne savons pas pourquoi.\r\n".repeat(118);

// A client's process: it is told once what to send to which port, and ends.
const [{ port, writers, to, run, mails }] = (await once(process, "message")) as [Sending];
const client = createTransport({
  ...{ host: "127.0.0.1", port, ignoreTLS: true, pool: true },
  ...{ maxConnections: connections, maxMessages: Number.POSITIVE_INFINITY },
} as Parameters<typeof createTransport>[0]);
await Promise.all(
  Array.from({ length: mails }, (_, number) =>
    client.sendMail({
      ...{ from: writers[number % writers.length], to, text, textEncoding: "quoted-printable" },
      ...{ subject: `Message ${number} du banc`, messageId: `<${run}.${number}@banc.example>` },
    }),
  ),
);
client.close();
process.disconnect();
