import fc from "fast-check";
import { expect, test } from "vitest";
import { judgeMail } from "@/lib/incoming-mail/judge-mail";
import { mailReasons } from "@/lib/incoming-mail/reasons";
import { noHeaders, type ReadMail } from "@/lib/mail-reading/mail";
import { anyFacts } from "./any-facts";

const body = { text: "Bonjour", html: null, quoteFrom: null, attachments: [], report: null, unreadable: null };
const byHand: ReadMail = { ...noHeaders, ...body, from: { address: "ines@culture.example", name: null } };
const byReporter: ReadMail = { ...byHand, automatic: { ...noHeaders.automatic, report: "delivery-status" } };
const byMachine: ReadMail = { ...byHand, automatic: { ...noHeaders.automatic, autoSubmitted: "auto-replied" } };
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
