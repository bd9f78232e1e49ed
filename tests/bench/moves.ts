import type postgres from "postgres";
import { type Actor, personActor } from "@/lib/tenancy/actor";
import { changeTicket } from "@/lib/tickets/change-ticket";
import { openTicket } from "@/lib/tickets/open-ticket";
import { columnsOfMove } from "@/lib/tickets/ticket-moves";
import { getTicketById } from "@/lib/tickets/ticket-queries";
import { forgetWorkflows } from "@/lib/workflows/workflow-queries";
import { scopes } from "./database";
import { time, timesLine } from "./measure";

/** The moves of an agent of the large world. */
export async function benchMoves(owner: postgres.Sql) {
  const [agent] = await owner<{ id: string }[]>`select id from account where mail = ${scopes["agent (1 000 projets)"]}`;
  await benchMovesOf(personActor(agent!.id, "web"), "B007P1");
}

/** A move from one status to another and back: what the process costs by itself, and the whole verb with its line and its notices. */
export async function benchMovesOf(agent: Actor, project: string) {
  console.log("\nMouvements d’une fiche");
  const { id, reference } = await openTicket(agent, { project, title: "Mesure", message: "Mesure." });
  const alone = await agent.transaction(async (tx) => {
    const read = await getTicketById(tx, id);
    return time(200, () => {
      forgetWorkflows(tx);
      return columnsOfMove(tx, read, { to: "waiting-requester" });
    });
  });
  timesLine("règles d’un mouvement (processus, droits, porte)", alone, 5);
  const statuses = ["waiting-requester", "waiting-third-party"];
  let version = 1;
  const whole = await time(200, async (round) => {
    ({ version } = await changeTicket(agent, { ticket: reference, version, status: statuses[round % 2]! }));
  });
  timesLine("changer le statut d’une fiche, tout compris", whole);
}
