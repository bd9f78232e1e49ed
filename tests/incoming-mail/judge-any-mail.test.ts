import fc from "fast-check";
import { expect, test } from "vitest";
import { judgeMail } from "@/lib/incoming-mail/judge-mail";
import { noHeaders, type ReadMail } from "@/lib/incoming-mail/mail";
import { mailReasons } from "@/lib/incoming-mail/reasons";
import type { MailFacts } from "@/lib/incoming-mail/verdict";

const body = { text: "Bonjour", html: null, quoteFrom: null, attachments: [], unreadable: null };
const byHand: ReadMail = { ...noHeaders, ...body, from: { address: "ines@culture.example", name: null } };
const byMachine: ReadMail = { ...byHand, automatic: { ...noHeaders.automatic, autoSubmitted: "auto-replied" } };
const portail = { projectId: "portail", workspaceId: "culture", senderMayOpen: true };

const anyThread = fc.record({
  ticketId: fc.constantFrom("portail-12", "portail-13"),
  workspaceId: fc.constantFrom("culture", "efs"),
  reference: fc.constant("PORTAIL-12"),
  via: fc.constantFrom("message-id" as const, "subject" as const),
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
const anyFacts: fc.Arbitrary<MailFacts> = fc.record({
  duplicateOf: fc.option(fc.record({ kind: kinds }), { freq: 2 }),
  ownLoop: fc.boolean(),
  nullReversePath: fc.boolean(),
  peerTrusted: fc.boolean(),
  sender: fc.option(fc.record({ accountId: fc.constantFrom("ines", "jules"), suspended: fc.boolean() })),
  senderIsSpamIn: fc.subarray(["culture", "efs", null]),
  signedAddress: fc.option(anySigned),
  threads: fc.array(anyThread, { maxLength: 3 }),
  project: fc.option(fc.constant(portail)),
  forUs: fc.boolean(),
});

test("whatever the facts: only a known, believed, active sender with the right of it ever reaches a ticket", () => {
  fc.assert(
    fc.property(anyFacts, fc.boolean(), (facts, isAutomatic) => {
      const verdict = judgeMail(isAutomatic ? byMachine : byHand, facts);
      if ("reason" in verdict) expect(mailReasons).toContain(verdict.reason);
      if (verdict.answerSender) expect(isAutomatic || facts.ownLoop || facts.nullReversePath).toBe(false);
      if (verdict.outcome !== "opened" && verdict.outcome !== "replied") return;
      expect(isAutomatic || facts.ownLoop || facts.nullReversePath || facts.duplicateOf !== null).toBe(false);
      expect(facts.peerTrusted && facts.sender !== null && !facts.sender.suspended).toBe(true);
      const rightsThere = [facts.signedAddress, ...facts.threads].map(
        (way) => way && "senderMayWrite" in way && way.senderMayWrite,
      );
      if (verdict.outcome === "replied") expect(rightsThere).toContain(true);
      else expect([facts.signedAddress, facts.threads.length]).toEqual([null, 0]);
    }),
    { numRuns: 5_000 },
  );
});
