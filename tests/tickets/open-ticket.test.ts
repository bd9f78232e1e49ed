import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openWorld, type World } from "../world";

let world: World;
let open: typeof import("@/lib/tickets/open-ticket").openTicket;

beforeAll(async () => {
  world = await openWorld();
  open = (await import("@/lib/tickets/open-ticket")).openTicket;
});
afterAll(() => world.close());

const request = {
  project: "PORTAIL",
  title: "Le portail est lent",
  message: "Depuis ce matin, l'accueil met dix secondes.",
};

describe("opening a ticket", () => {
  test("ines opens one in PORTAIL: numbered, timestamped, with its first message, its line and her acknowledgement", async () => {
    const opened = await open(world.actor("ines@culture.example"), request);
    expect(opened).toMatchObject({
      projectKey: "PORTAIL",
      workspaceKey: "culture",
      kind: "request",
      phase: "new",
      version: 1,
    });
    expect(opened.reference).toBe(`PORTAIL-${await lastNumber("PORTAIL")}`);
    expect(opened.openedAt).toBeInstanceOf(Date);

    const lines =
      await world.owner`select count(*)::int as lines from chain where id = ${opened.id} and last_sequence = 2`;
    expect(lines[0]!.lines).toBe(1);
    expect(await noticesOf(opened)).toEqual([["ticket-opened", "ines@culture.example"]]);
  });

  test("rachid, of the EFS, cannot tell that PORTAIL exists", async () => {
    const refused = open(world.actor("rachid@efs.example"), request);
    const absent = open(world.actor("rachid@efs.example"), { ...request, project: "RIEN" });
    const [one, other] = await Promise.all([refused.catch((e) => e), absent.catch((e) => e)]);
    expect(one).toMatchObject({ name: "NotFound", code: "unknown-project" });
    expect(other).toEqual(one);
  });

  test("ines cannot open one in somebody else's name", async () => {
    const refused = open(world.actor("ines@culture.example"), { ...request, requester: "jules@culture.example" });
    await expect(refused).rejects.toMatchObject({ name: "Forbidden" });
  });

  test("ines cannot say that her ticket came from the monitoring", async () => {
    const refused = open(world.actor("ines@culture.example"), { ...request, channel: "monitoring" });
    await expect(refused).rejects.toMatchObject({ name: "Forbidden" });
  });

  test("what nadia opens for herself is at the titulaire's initiative", async () => {
    const opened = await open(world.actor("nadia@titulaire.example"), { ...request, channel: "monitoring" });
    expect(opened).toMatchObject({ channel: "monitoring", initiator: "titulaire" });
  });

  test("nadia opens one for jules, who is then its requester", async () => {
    const opened = await open(world.actor("nadia@titulaire.example"), {
      ...request,
      requester: "jules@culture.example",
      channel: "phone",
    });
    expect(opened).toMatchObject({
      requesterMail: "jules@culture.example",
      channel: "phone",
      initiator: "beneficiary",
    });
    expect(await noticesOf(opened)).toEqual([["ticket-opened", "jules@culture.example"]]);
  });

  test("nadia cannot open one for rachid, who is no member of culture", async () => {
    const refused = open(world.actor("nadia@titulaire.example"), { ...request, requester: "rachid@efs.example" });
    await expect(refused).rejects.toMatchObject({ name: "Invalid", code: "not-a-member" });
  });

  test("forty at once get forty numbers without a gap or a double", async () => {
    const before = await lastNumber("PRESSE");
    const asked = Array.from({ length: 40 }, () =>
      open(world.actor("jules@culture.example"), { ...request, project: "PRESSE" }),
    );
    const numbers = (await Promise.all(asked)).map((ticket) => Number(ticket.reference.split("-")[1]));
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, i) => before + 1 + i));
  });

  test("a refused opening takes no number", async () => {
    const before = await lastNumber("PORTAIL");
    await open(world.actor("ines@culture.example"), { ...request, category: "nothing" }).catch(() => {});
    await open(world.actor("ines@culture.example"), { ...request, uploads: ["0".repeat(32)] }).catch(() => {});
    expect(await lastNumber("PORTAIL")).toBe(before);
  });

  test.each([
    ["an empty title", { title: "   " }],
    ["a title of 201 characters", { title: "a".repeat(201) }],
    ["a title on two lines", { title: "a\nb" }],
    ["NUL", { message: "a\0b" }],
    ["half a surrogate pair", { message: "a\ud800b" }],
    ["an unknown field", { owner: "me" }],
    ["an unknown kind", { kind: "wish" }],
    ["an impact of 5", { impact: 5 }],
  ])("%s is refused in words", async (_, wrong) => {
    await expect(open(world.actor("ines@culture.example"), { ...request, ...wrong } as never)).rejects.toMatchObject({
      issues: expect.any(Array),
    });
  });

  test("markup, javascript links and right-to-left overrides are kept as the text that they are", async () => {
    const title = "<script>alert(1)</script> [x](javascript:alert(1)) \u202Etxt.exe";
    const opened = await open(world.actor("ines@culture.example"), { ...request, title, message: title });
    expect(opened.title).toBe(title);
  });
});

async function lastNumber(project: string): Promise<number> {
  const [row] =
    await world.owner`select last_number from project_counter where project_id = ${world.project(project).id}`;
  return row!.last_number;
}

async function noticesOf(ticket: { id: string; workspaceId: string }) {
  const { workspaceActor } = await import("@/lib/tenancy/actor");
  const { sql } = await import("drizzle-orm");
  const rows = await workspaceActor(ticket.workspaceId).transaction((tx) =>
    tx.execute<{ kind: string; to_mail: string }>(
      sql`select kind, to_mail from outgoing_mail where ticket_id = ${ticket.id} order by created_at, id`,
    ),
  );
  return rows.map((row) => [row.kind, row.to_mail]);
}
