import { z } from "zod";
import { operation } from "@/app/_doors/api/operation";
import { findTimeZone } from "@/lib/accounts/preference-queries";
import { mailDoors, outcomes } from "@/lib/incoming-mail/incoming-mail";
import {
  ensureReviewsMails,
  getIncomingMail,
  type ListedMail,
  listIncomingMails,
} from "@/lib/incoming-mail/incoming-mail-queries";
import { IncomingMailFilter } from "@/lib/incoming-mail/mail-filter";
import { mailReasons } from "@/lib/incoming-mail/reasons";
import { listOf, Moment, momentOrNull, Person, presentPerson } from "./shapes";

const tag = "mails";

const MailShape = z
  .strictObject({
    id: z.guid(),
    receivedAt: Moment,
    door: z.enum(mailDoors),
    workspace: z
      .string()
      .nullable()
      .meta({ description: "The key of the workspace whose mail it is; null for what no address led anywhere." }),
    from: z.string().nullable().meta({ description: "The author's address; null when none can be read." }),
    fromName: z.string().nullable(),
    to: z.array(z.string()).meta({ description: "The recipients of its envelope." }),
    subject: z.string().nullable(),
    messageId: z.string().nullable(),
    size: z.int(),
    sha256: z.string(),
    outcome: z.enum(outcomes),
    reason: z.enum(mailReasons as [string, ...string[]]).nullable(),
    handledAt: Moment.nullable(),
    ticket: z.string().nullable().meta({ description: "Its reference, when the caller may read it." }),
    account: Person.nullable().meta({ description: "The account to whom it was found to belong." }),
    decision: z.enum(["released", "attached", "rejected", "spam"]).nullable(),
    decidedAt: Moment.nullable(),
  })
  .meta({ id: "Mail", description: "A message that came, and what became of it." });

export const list = operation({
  method: "GET",
  path: "/mails",
  tag,
  summary: {
    fr: "Lister les courriels reçus que l’on peut examiner et ce qu’ils sont devenus, du plus récent au plus ancien",
    en: "List the received mails one may review and what became of them, latest first",
  },
  query: IncomingMailFilter,
  answer: listOf(MailShape),
  run: ({ actor, query }) =>
    actor.transaction(async (tx) => {
      await ensureReviewsMails(tx);
      const { items, after } = await listIncomingMails(tx, query, await findTimeZone(tx));
      return { items: items.map(presentMail), after };
    }),
});

export const get = operation({
  method: "GET",
  path: "/mails/{id}",
  tag,
  summary: { fr: "Savoir ce qu’un courriel reçu est devenu", en: "Ask what became of a received mail" },
  params: z.strictObject({ id: z.string().max(60) }),
  answer: MailShape,
  run: async ({ actor, params }) => presentMail(await actor.transaction((tx) => getIncomingMail(tx, params.id))),
});

function presentMail(mail: ListedMail): z.input<typeof MailShape> {
  const { id, door, fromName, subject, messageId, size, sha256, reason, decision } = mail;
  return {
    ...{ id, door, fromName, subject, messageId, size, sha256, reason, decision },
    receivedAt: mail.receivedAt.toISOString(),
    workspace: mail.workspaceKey,
    from: mail.fromMail || null,
    to: mail.envelopeTo,
    outcome: mail.outcome!,
    handledAt: momentOrNull(mail.handledAt),
    ticket: mail.ticketReference,
    account: presentPerson(mail.accountName, mail.accountMail),
    decidedAt: momentOrNull(mail.decidedAt),
  };
}
