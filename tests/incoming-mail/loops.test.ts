import { afterAll, beforeAll, expect, it } from "vitest";
import { conversationsOf, ines, portail } from "./conversation";
import { openPostOffice, type PostOffice } from "./post-office";

let office: PostOffice;
let talk: ReturnType<typeof conversationsOf>;
beforeAll(async () => {
  office = await openPostOffice();
  talk = conversationsOf(office);
});
afterAll(() => office?.close());

const jules = "jules@culture.example";

/** A machine for each of these people, which answers the newest mail as long as there is a new one; says how often they did. */
async function answerAll(people: string[], start: () => Promise<unknown>, rounds: number): Promise<number> {
  const seen = new Map<string, number>();
  for (const who of people) seen.set(who, (await office.outbox(who)).length);
  await start();
  await office.allDone();
  let answers = 0;
  for (let round = 0, quiet = false; round < rounds && !quiet; round++) {
    quiet = true;
    for (const who of people) {
      const mails = await office.outbox(who);
      if (mails.length === seen.get(who)) continue;
      seen.set(who, mails.length);
      const { replyTo, subject, messageId } = mails.at(-1)!;
      const words = { subject: `Re: ${subject}`, text: `Reçu ${answers++}`, inReplyTo: messageId };
      await office.send({ from: who, to: replyTo!.text, ...words });
      quiet = false;
    }
  }
  return answers;
}

it("two machines that answer each other through a ticket stop by themselves, and nothing is lost", async () => {
  const ticket = await talk.open("Deux automates");
  const { addParticipant } = await import("@/lib/tickets/add-participant");
  await addParticipant(office.world.actor("nadia@titulaire.example"), { ticket: ticket.reference, mail: jules });
  const { replyToTicket } = await import("@/lib/tickets/reply-to-ticket");
  const settled = (await office.incoming()).length;
  const asNadia = office.world.actor("nadia@titulaire.example");
  const speak = () => replyToTicket(asNadia, { ticket: ticket.reference, text: "Bonjour" });
  const answers = await answerAll([ines, jules], speak, 200);
  const came = (await office.incoming()).slice(settled);
  expect(came).toHaveLength(answers);
  expect(answers).toBeLessThan(70);
  const outcomes = new Set(came.map(({ outcome, reason }) => reason ?? outcome));
  expect(outcomes).toEqual(new Set(["replied", "too-many-mails"]));
}, 180_000);

it("a machine that turns each acknowledgement into a new request hears no more of us after a while", async () => {
  const { brakeLoop } = await import("@/lib/outgoing-mail/brake-loop");
  const { outgoingMail } = await import("@/db/schema");
  const { desc, eq, sql } = await import("drizzle-orm");
  await office.send({ from: jules, to: portail, subject: "Accusé", text: "Votre demande est enregistrée." });
  const [row] = await talk.inCulture((tx) =>
    tx.select().from(outgoingMail).where(eq(outgoingMail.toMail, jules)).orderBy(desc(outgoingMail.id)).limit(1),
  );
  expect(row).toMatchObject({ kind: "ticket-opened", state: "sent" });
  // A hundred such acknowledgements of this hour, as if a hundred mails had come.
  await talk.inCulture((tx) =>
    tx.execute(sql`insert into outgoing_mail (workspace_id, id, kind, account_id, to_mail, ticket_id, message_id, header_message_id, state, sent_at)
      select workspace_id, uuidv7(), kind, account_id, to_mail, ticket_id, message_id, 'copy-' || n, 'sent', now()
        from outgoing_mail, generate_series(1, 100) n where id = ${row!.id}`),
  );
  await office.send({ from: jules, to: portail, subject: "Accusé encore", text: "Votre demande est enregistrée." });
  expect((await talk.last()).outcome).toBe("opened");
  expect((await office.outgoing(jules)).at(-1)).toMatchObject({ state: "withheld", lastError: "loop-brake" });
  const alerts = await office.outbox("admin@guichet.example");
  expect(alerts).toHaveLength(1);
  expect(alerts[0]!.text).toContain("/mails/outbox?state=withheld");
  await office.send({ from: jules, to: portail, subject: "Accusé toujours", text: "Votre demande est enregistrée." });
  expect(await office.outbox("admin@guichet.example")).toHaveLength(1);
  // What is done on the pages is no part of a loop.
  const { outgoingMail: rows } = await import("@/db/schema");
  const written = await talk.open("Sur le site");
  const [acknowledged] = await talk.inCulture((tx) => tx.select().from(rows).where(eq(rows.ticketId, written.id)));
  expect(acknowledged).toMatchObject({ state: "sent" });
  expect(await talk.inCulture((tx) => brakeLoop(tx, { ...acknowledged!, state: "queued", toMail: jules }))).toBe(false);
});

it("no job was in trouble", () => {
  expect(office.troubles).toEqual([]);
});
