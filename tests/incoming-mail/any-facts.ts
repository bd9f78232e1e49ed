import fc from "fast-check";
import { senderVerdicts } from "@/lib/incoming-mail/authentication";
import type { MailFacts } from "@/lib/incoming-mail/verdict";

const portail = { projectId: "portail", workspaceId: "culture", senderMayOpen: true };

const anyThread = fc.record({
  ticketId: fc.constantFrom("portail-12", "portail-13"),
  workspaceId: fc.constantFrom("culture", "efs"),
  reference: fc.constant("PORTAIL-12"),
  via: fc.constantFrom("message-id" as const, "thread-index" as const, "subject" as const),
  internal: fc.boolean(),
  senderMayWrite: fc.boolean(),
  senderMaySee: fc.boolean(),
});
const anySigned = fc.oneof(
  fc.constant({ valid: false as const, workspaceId: null }),
  fc.record({
    valid: fc.constant(true as const),
    ticketId: fc.constant("portail-12"),
    workspaceId: fc.constant("culture"),
    accountId: fc.constantFrom("ines", "jules"),
    internal: fc.boolean(),
    senderMayWrite: fc.boolean(),
  }),
);
const kinds = fc.constantFrom("same-bytes" as const, "same-id-same-sender" as const, "same-id-other-content" as const);
/** Facts about a message, likely or not. */
export const anyFacts: fc.Arbitrary<MailFacts> = fc.record({
  duplicateOf: fc.option(fc.record({ kind: kinds }), { freq: 2 }),
  ownLoop: fc.boolean(),
  nullReversePath: fc.boolean(),
  peerTrusted: fc.boolean(),
  authentication: fc.option(fc.constantFrom(...senderVerdicts)),
  recentFromSender: fc.constantFrom(0, 59, 60, 1_000),
  recentOnTicket: fc.constantFrom(0, 29, 30, 1_000),
  undelivered: fc.option(
    fc.record({
      outgoingMailId: fc.constant("m"),
      workspaceId: fc.constantFrom("culture", "efs"),
      ticketId: fc.option(fc.constant("portail-12")),
      accountId: fc.option(fc.constant("ines")),
    }),
  ),
  senderIsSpamIn: fc.subarray(["culture", "efs", null]),
  sender: fc.option(fc.record({ accountId: fc.constantFrom("ines", "jules"), suspended: fc.boolean() })),
  signedAddress: fc.option(anySigned),
  threads: fc.array(anyThread, { maxLength: 3 }),
  project: fc.option(fc.constant(portail)),
  forUs: fc.boolean(),
});
