import fc from "fast-check";
import { expect, test } from "vitest";
import { senderVerdicts } from "@/lib/incoming-mail/authentication";
import { judgeMail } from "@/lib/incoming-mail/judge-mail";
import { noHeaders, type ReadMail } from "@/lib/incoming-mail/mail";
import { mailReasons } from "@/lib/incoming-mail/reasons";
import type { MailFacts } from "@/lib/incoming-mail/verdict";

const body = { text: "Bonjour", html: null, quoteFrom: null, attachments: [], report: null, unreadable: null };
const byHand: ReadMail = { ...noHeaders, ...body, from: { address: "ines@culture.example", name: null } };
const byReporter: ReadMail = { ...byHand, automatic: { ...noHeaders.automatic, report: "delivery-status" } };
const byMachine: ReadMail = { ...byHand, automatic: { ...noHeaders.automatic, autoSubmitted: "auto-replied" } };
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
const anyFacts: fc.Arbitrary<MailFacts> = fc.record({
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
  sender: fc.option(fc.record({ accountId: fc.constantFrom("ines", "jules"), suspended: fc.boolean() })),
  signedAddress: fc.option(anySigned),
  threads: fc.array(anyThread, { maxLength: 3 }),
  project: fc.option(fc.constant(portail)),
  forUs: fc.boolean(),
});

test("whatever the facts: only a known, believed, active sender with the right of it ever reaches a ticket", () => {
  fc.assert(
    fc.property(anyFacts, fc.constantFrom(byHand, byMachine, byReporter), (facts, mail) => {
      const verdict = judgeMail(mail, facts);
      const isAutomatic = mail !== byHand;
      if ("reason" in verdict) expect(mailReasons).toContain(verdict.reason);
      if (verdict.answerSender) expect(isAutomatic || facts.ownLoop || facts.nullReversePath).toBe(false);
      if (verdict.outcome === "bounce")
        expect([mail, verdict.ticketId]).toEqual([byReporter, facts.undelivered!.ticketId]);
      if (verdict.outcome !== "opened" && verdict.outcome !== "replied" && verdict.outcome !== "automatic") return;
      const byItself = isAutomatic || facts.nullReversePath;
      expect([verdict.outcome === "automatic", facts.ownLoop, facts.duplicateOf]).toEqual([byItself, false, null]);
      expect(facts.peerTrusted || facts.authentication === "verified").toBe(true);
      expect(facts.sender?.suspended).toBe(false);
      if (verdict.outcome === "opened") {
        expect([facts.signedAddress, facts.threads.length]).toEqual([null, 0]);
        return;
      }
      const way = facts.signedAddress ?? facts.threads[0]!;
      expect(way).toMatchObject({ senderMayWrite: true, ticketId: verdict.ticketId, internal: verdict.internal });
      if ("accountId" in way) expect(way.accountId).toBe(facts.sender!.accountId);
      expect(facts.recentFromSender < 60 && facts.recentOnTicket < 30).toBe(true);
    }),
    { numRuns: 10_000 },
  );
});
