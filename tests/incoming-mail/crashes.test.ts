import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, type World } from "../world";

let world: World;
let mail: typeof import("@/lib/incoming-mail/receive-mail") & typeof import("@/lib/incoming-mail/handle-incoming-mail");
let actors: typeof import("@/lib/tenancy/actor");
beforeAll(async () => {
  world = await openWorld();
  mail = {
    ...(await import("@/lib/incoming-mail/receive-mail")),
    ...(await import("@/lib/incoming-mail/handle-incoming-mail")),
  };
  actors = await import("@/lib/tenancy/actor");
});
afterAll(() => world?.close());

const first = { number: 1, last: false };

function receive(text: string, headers = "", envelopeTo = ["portail@guichet.example"]) {
  const raw = Buffer.from(`From: ines@culture.example\r\nTo: portail@guichet.example\r\n${headers}\r\n${text}\r\n`);
  return mail.receiveMail({
    ...{ raw, door: "smtp", peer: "127.0.0.1", peerTrusted: true, envelopeFrom: "ines@culture.example", envelopeTo },
  });
}

const handle = (id: string, attempt = first) => mail.handleIncomingMail({ incomingMailId: id }, attempt);

async function inCulture<Row>(query: string): Promise<Row[]> {
  const rows = await actors
    .workspaceActor(world.workspace("culture").id)
    .transaction((tx) => tx.execute(sql.raw(query)));
  return [...rows] as Row[];
}

const ticketsTitled = (title: string) =>
  inCulture<{ reference: string }>(`select reference from ticket where title = '${title}'`);

describe("nothing is lost and nothing is done twice", () => {
  it("when the worker dies after the ticket and before its mark", async () => {
    const { id } = await receive("Bonjour", "Subject: Avant la marque\r\nMessage-ID: <marque@culture.example>\r\n");
    const settled = await handle(id);
    await inCulture(
      `update incoming_mail set workspace_id = '${actors.PLATFORM_ID}', outcome = null, handled_at = null, ticket_id = null where id = '${id}'`,
    );
    expect(await handle(id)).toEqual(settled);
    expect(await ticketsTitled("Avant la marque")).toHaveLength(1);
    expect(await inCulture(`select 1 from message where incoming_mail_id = '${id}'`)).toHaveLength(1);
    expect(await handle(id)).toBeNull();
  });

  it("when the numbers of a project are asked for twice: the second try burns none", async () => {
    const before = await inCulture<{ n: number }>(
      "select max(number)::int as n from ticket where reference like 'PORTAIL-%'",
    );
    const { id } = await receive("Bonjour", "Subject: Numéro\r\n");
    await handle(id);
    await inCulture(
      `update incoming_mail set workspace_id = '${actors.PLATFORM_ID}', outcome = null, handled_at = null where id = '${id}'`,
    );
    await handle(id);
    await handle((await receive("Bonjour encore", "Subject: Numéro suivant\r\n")).id);
    const after = await inCulture<{ n: number }>(
      "select max(number)::int as n from ticket where reference like 'PORTAIL-%'",
    );
    expect(after[0]!.n).toBe(before[0]!.n + 2);
  });

  it("when the sender's server hears nothing and brings the same bytes again", async () => {
    const once = await receive("Deux fois", "Subject: Deux fois\r\n");
    const again = await receive("Deux fois", "Subject: Deux fois\r\n");
    expect(again).toMatchObject({ id: once.id, isNew: false });
    await handle(once.id);
    expect(await receive("Deux fois", "Subject: Deux fois\r\n")).toMatchObject({ id: once.id, isNew: false });
  });

  it("when ten servers bring copies of one message at the same time", async () => {
    const copies = await Promise.all(
      Array.from({ length: 10 }, (_, way) =>
        receive("Partout", `Received: by way-${way}\r\nSubject: Partout\r\nMessage-ID: <partout@culture.example>\r\n`),
      ),
    );
    let left = copies.map(({ id }) => id);
    // As the queue does: what must wait for another one comes back.
    while (left.length > 0) {
      const tried = await Promise.allSettled(left.map((id) => handle(id)));
      left = left.filter((_, position) => tried[position]!.status === "rejected");
    }
    expect(await ticketsTitled("Partout")).toHaveLength(1);
    const outcomes = await inCulture<{ outcome: string }>(
      "select outcome from incoming_mail where message_id = '<partout@culture.example>' order by outcome",
    );
    expect(outcomes.map(({ outcome }) => outcome)).toEqual([...Array(9).fill("duplicate"), "opened"]);
  });

  it("when an answer is read before the message that it answers", async () => {
    const opening = await receive("Ouverture", "Subject: Dans le désordre\r\nMessage-ID: <ordre@culture.example>\r\n");
    const answer = await receive("Suite", "Subject: Re: Dans le désordre\r\nIn-Reply-To: <ordre@culture.example>\r\n");
    await expect(handle(answer.id)).rejects.toThrow("not read yet");
    await handle(opening.id);
    expect(await handle(answer.id)).toMatchObject({ outcome: "replied" });
    expect(await ticketsTitled("Dans le désordre")).toHaveLength(1);
  });

  it("when every try fails: the message waits in quarantine with its reason", async () => {
    const { id } = await receive("Perdu ?", "Subject: Perdu ?\r\n");
    const { getStorage } = await import("@/lib/files/storage");
    const [row] = await actors
      .workspaceActor(actors.PLATFORM_ID)
      .transaction((tx) =>
        tx.execute<{ key: string }>(sql`select storage_key as key from incoming_mail where id = ${id}`),
      );
    await getStorage().remove(row!.key);
    await expect(handle(id)).rejects.toThrow();
    expect(await handle(id, { number: 21, last: true })).toMatchObject({
      outcome: "quarantined",
      reason: "took-too-many-tries",
    });
  });

  it("when somebody else sent before with the same identifier: his is held, hers is not", async () => {
    const raw = Buffer.from(
      "From: ines@culture.example\r\nTo: portail@guichet.example\r\nSubject: Vrai\r\nMessage-ID: <pris@culture.example>\r\n\r\nFaux\r\n",
    );
    const forged = await mail.receiveMail({
      ...{ raw, door: "smtp", peer: "203.0.113.9", peerTrusted: false, envelopeFrom: "ines@culture.example" },
      envelopeTo: ["portail@guichet.example"],
    });
    expect(await handle(forged.id)).toMatchObject({ outcome: "quarantined", reason: "unverified-sender" });
    const hers = await receive("Vrai", "Subject: Vrai\r\nMessage-ID: <pris@culture.example>\r\n");
    expect(await handle(hers.id)).toMatchObject({ outcome: "opened" });
  });
});
