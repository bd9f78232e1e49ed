import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { riskOf, riskQuestions } from "@/lib/changes/risk";
import { type Ground, openGround } from "./ground";

let ground: Ground;
let template: string;

beforeAll(async () => {
  ground = await openGround();
});
afterAll(() => ground?.office.close());
beforeEach(async () => {
  ({ id: template } = await ground.verbs.createChangeTemplate(ground.as("oscar"), {
    ...{ workspace: "culture", title: "Vider le cache", message: "Le cache du site est vidé." },
    steps: [
      { list: "rollback", title: "Rien à remettre" },
      { list: "implementation", title: "Vider" },
      { list: "implementation", title: "Vérifier l'accueil" },
    ],
  }));
});

const nadia = () => ground.as("nadia");
const open = (more = {}) =>
  ground.verbs.openStandardChange(nadia(), { project: "PORTAIL", template, title: "page d'accueil", ...more });
const implement = async (reference: string) =>
  ground.verbs.changeTicket(nadia(), {
    ...{ ticket: reference, version: (await ground.ticketOf(reference)).version, status: "implementing" },
  });

test("a standard change is carried out at once, as its template was approved", async () => {
  const opened = await open();
  expect(opened.title).toBe("Vider le cache : page d'accueil");
  expect((await implement(opened.reference)).statusCode).toBe("implementing");
});

test("another step, and it waits for a decision like any other", async () => {
  const opened = await open();
  await ground.world.owner`insert into task (workspace_id, ticket_id, list, position, title)
    values (${opened.workspaceId}, ${opened.id}, 'implementation', 9, 'Supprimer la base')`;
  await expect(implement(opened.reference)).rejects.toMatchObject({ status: 409 });
});

test("a template is approved by who may decide, used where it may be, and no more once archived", async () => {
  const facts = { workspace: "culture", title: "x", message: "y" };
  await expect(ground.verbs.createChangeTemplate(nadia(), facts)).rejects.toMatchObject({ status: 403 });
  await expect(ground.verbs.createChangeTemplate(ground.as("rachid"), facts)).rejects.toMatchObject({ status: 404 });
  await expect(open({ project: "DON" })).rejects.toMatchObject({ code: "unknown-template" });
  await ground.verbs.archiveChangeTemplate(ground.as("oscar"), { template });
  await expect(open()).rejects.toMatchObject({ code: "unknown-template" });
});

test("a review is written once the change was carried out", async () => {
  const { reference } = await open();
  await expect(ground.verbs.reviewChange(nadia(), { ticket: reference, review: "Bien." })).rejects.toMatchObject({
    code: "not-carried-out",
  });
  await implement(reference);
  const { version } = await ground.ticketOf(reference);
  await ground.verbs.changeTicket(nadia(), { ticket: reference, version, status: "resolved" });
  expect(await ground.verbs.reviewChange(nadia(), { ticket: reference, review: "Bien." })).toMatchObject({
    ...{ review: "Bien.", type: "standard" },
  });
});

test("risk: nothing until every question is answered, then from 1 to 4, and never low where all is reached without return", () => {
  const all = (worth: number) => Object.fromEntries(riskQuestions.map((question) => [question, worth]));
  expect(riskOf({ ...all(1), moment: undefined })).toBeNull();
  expect([0, 1, 2].map((worth) => riskOf(all(worth)))).toEqual([1, 2, 4]);
  expect(riskOf({ ...all(0), reach: 2, return: 2 })).toBe(3);
});
