import { expect, test } from "vitest";
import { findAutomatism } from "@/lib/incoming-mail/automatic-mail";
import { readSample } from "./sample";

const kinds: [sample: string, kind: string | null][] = [
  ["out-of-office", "automatic-mail"],
  ["out-of-office-exchange", "automatic-mail"],
  ["out-of-office-outlook", "automatic-mail"],
  ["out-of-office-outlook-by-subject", "automatic-mail"],
  ["out-of-office-gmail", "automatic-mail"],
  ["out-of-office-zimbra", "automatic-mail"],
  ["out-of-office-orange", "automatic-mail"],
  ["out-of-office-of-a-stranger", "automatic-mail"],
  ["calendar-reply", "automatic-mail"],
  ["calendar-invitation", null],
  ["automatic-subject-by-a-person", null],
  ["bounce-gmail", "delivery-report"],
  ["bounce-old-qmail", "delivery-report"],
  ["old-autoresponder", "automatic-mail"],
  ["newsletter", "automatic-mail"],
  ["monitoring-alert", "automatic-mail"],
  ["null-return-path", "automatic-mail"],
  ["own-notice-coming-back", "automatic-mail"],
  ["delivery-report", "delivery-report"],
  ["delivery-report-old-style", "delivery-report"],
  ["read-receipt", "read-receipt"],
  ["mailing-list", "mailing-list"],
  ["auto-submitted-no", null],
  ["receipts-refused-by-a-person", null],
  ["postmaster-who-writes", null],
  ["plain-text", null],
];

test.each(kinds)("%s", async (name, kind) => {
  expect(findAutomatism(await readSample(name), false)).toBe(kind);
});

test("the envelope's null path makes a mail automatic though no header says so", async () => {
  expect(findAutomatism(await readSample("plain-text"), true)).toBe("automatic-mail");
});

test("a delivery report keeps its details as files, and our loop mark is read", async () => {
  expect(await readSample("delivery-report")).toMatchObject({
    text: "Delivery failed",
    attachments: [{ type: "message/delivery-status" }, { type: "text/rfc822-headers" }],
  });
  expect(await readSample("own-notice-coming-back")).toMatchObject({ loopMarks: ["guichet.example"] });
});
