import type { Operation } from "@/app/_doors/api/operation";
import * as attachments from "./attachments";
import * as events from "./events";
import * as messages from "./messages";
import * as participants from "./participants";
import * as actions from "./ticket-actions";
import * as tickets from "./tickets";

/** Every operation of the API, in the order of its description. The routes serve these, and a test holds both together. */
export const operations: Operation[] = [tickets, actions, messages, events, attachments, participants].flatMap(
  (resource) => Object.values(resource).filter(isOperation),
);

function isOperation(exported: unknown): exported is Operation {
  return typeof exported === "object" && exported !== null && "method" in exported && "run" in exported;
}
