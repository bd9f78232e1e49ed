import { expect, test } from "vitest";
import { causeOfBounce, isHardBounce } from "@/lib/outgoing-mail/bounce";
import { isReadable, readSample } from "../incoming-mail/sample";

const ours = ["<n9@guichet.example>"];
const ines = "ines@culture.example";

const reports: [sample: string, report: object | null, cause?: string][] = [
  ["bounce-postfix", { recipient: ines, status: "5.1.1", failed: true, originals: ours }, "unknown-address"],
  ["bounce-exchange", { recipient: ines, status: "5.2.2", failed: true, originals: ours }, "mailbox-full"],
  ["bounce-gmail", { recipient: ines, status: "5.1.1", failed: true, originals: ours }, "unknown-address"],
  ["bounce-with-nothing-returned", { status: "5.7.1", failed: true, originals: [] }, "refused-by-policy"],
  ["bounce-delayed", { status: "4.4.1", failed: false, originals: ours }, "unreachable"],
  ["bounce-delivered", { status: "2.1.5", failed: false, originals: ours }],
  ["bounce-old-qmail", { recipient: ines, status: "5.1.1", failed: true, originals: ours }, "unknown-address"],
  ["bounce-old-exim", { recipient: ines, status: "4.2.2", failed: true, originals: ours }, "mailbox-full"],
  ["bounce-of-a-mail-of-others", { status: "5.1.1", failed: true, originals: ["<rien@ailleurs.example>"] }],
  ["delivery-report", { recipient: "rachid@efs.example", status: "5.1.1", failed: true, originals: ours }],
  ["delivery-report-old-style", { recipient: "", status: null, failed: true, originals: [] }, "refused"],
  ["out-of-office", null],
  ["plain-text", null],
];

test.each(reports)("%s", async (sample, report, cause) => {
  const mail = await readSample(sample);
  if (!isReadable(mail)) throw new Error("unreadable");
  if (report === null) return expect(mail.report).toBeNull();
  expect(mail.report).toMatchObject(report);
  if (cause) expect(causeOfBounce(mail.report!.status)).toBe(cause);
});

test("the words of the server that refused are kept on one line", async () => {
  const mail = await readSample("bounce-postfix");
  expect(isReadable(mail) && mail.report?.diagnostic).toBe(
    "550 5.1.1 <ines@culture.example>: Recipient address rejected: User unknown",
  );
});

test("only a refusal for good counts against an address", () => {
  expect(["5.1.1", "4.2.2", "2.1.5", null].map(isHardBounce)).toEqual([true, false, false, false]);
});
