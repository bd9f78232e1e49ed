import { expect, test } from "vitest";
import { judgeFindings, noFindings } from "@/lib/incoming-mail/authentication";
import { readServersResults } from "@/lib/incoming-mail/authentication-results";
import { readableDomain, remarkOnMail } from "@/lib/incoming-mail/remark-on-mail";
import { readSample } from "./sample";

const relay = "mx.relais.example";
const culture = "culture.example";

/** What a sample's relay wrote, and what it amounts to; `null` when nothing of it may be believed. */
const results: [sample: string, verdict: string, dmarc: string | null, server?: string][] = [
  ["results-pass", "verified", "pass"],
  ["results-dmarc-fail", "failed", "fail"],
  ["results-no-policy", "verified", "none"],
  ["results-nothing-passes", "unproven", "none"],
  ["results-temporary-error", "unavailable", "temperror"],
  ["results-forged-inside", "failed", "fail"],
  ["results-forged-below-a-stranger", "unproven", null],
  ["results-second-block-forged", "failed", "fail"],
  ["results-of-another-server", "unproven", null],
  ["results-name-in-a-comment", "unproven", null],
  ["results-about-another-from", "unproven", null],
  ["results-pass-in-a-quoted-string", "unproven", null],
  ["results-in-a-header-of-the-body", "unproven", null],
  ["results-of-gmail", "verified", "pass", "mx.google.com"],
  ["two-authentication-results", "verified", null, "relais.culture.example"],
  ["plain-text", "unproven", null],
];

test.each(results)("%s: %s", async (sample, verdict, dmarc, server = relay) => {
  const { trace } = await readSample(sample);
  const findings = readServersResults(trace, server, culture) ?? noFindings;
  expect(judgeFindings(findings, culture)).toBe(verdict);
  expect(findings.dmarc?.result ?? null).toBe(dmarc);
});

test("lines of results and of hops are read in their order, whatever the case of their names", async () => {
  expect((await readSample("two-authentication-results")).trace).toEqual([
    { kind: "results", value: "relais.culture.example; dkim=pass header.d=culture.example" },
    { kind: "results", value: "pirate.example; spf=pass" },
    { kind: "received", value: "from a by b; Mon, 2 Nov 2026 09:15:00 +0100" },
    { kind: "received", value: "from c by d; Mon, 2 Nov 2026 09:14:00 +0100" },
  ]);
});

test("signatures are counted, since their sender chooses their number", async () => {
  expect((await readSample("sent-by-hand-with-forty-signatures")).signatureCount).toBe(40);
});

const pass = (domain: string) => ({ result: "pass" as const, domain });

const alignments: [sentence: string, proven: string, from: string, verdict: string][] = [
  ["the domain itself", "culture.example", "culture.example", "verified"],
  ["one above it", "culture.example", "mail.culture.example", "verified"],
  ["one under it", "rebonds.culture.example", "culture.example", "verified"],
  ["one that only ends alike", "agriculture.example", "culture.example", "unproven"],
  ["another one", "pirate.example", "culture.example", "unproven"],
  ["a whole top level", "example", "culture.example", "unproven"],
];

test.each(alignments)("without DMARC, a pass for %s: %s for %s is %s", (_sentence, proven, from, verdict) => {
  expect(judgeFindings({ ...noFindings, spf: pass(proven) }, from)).toBe(verdict);
  expect(judgeFindings({ ...noFindings, dkim: [pass(proven)] }, from)).toBe(verdict);
});

test("a policy that fails is not mended by a pass of something else", () => {
  const failed = { spf: pass(culture), dkim: [pass(culture)], dmarc: { result: "fail" as const, domain: culture } };
  expect(judgeFindings(failed, culture)).toBe("failed");
});

const remarks: [sample: string, remarks: string[]][] = [
  ["plain-text", []],
  ["name-is-another-address", ["name-shows-another-address"]],
  ["address-hidden-in-name", ["name-shows-another-address"]],
  ["reply-to-elsewhere", ["reply-to-elsewhere"]],
  ["homograph-in-name", ["mixed-scripts-in-name"]],
  ["homograph-in-domain", ["mixed-scripts-in-domain", "encoded-domain"]],
  ["punycode-domain", ["encoded-domain"]],
  ["three-from-lines", ["several-authors"]],
  ["several-authors", ["several-authors"]],
  ["no-from", []],
];

test.each(remarks)("%s is remarked on: %j", async (sample, expected) => {
  expect(remarkOnMail(await readSample(sample))).toEqual(expected);
});

test("a domain of international letters is shown as it reads", async () => {
  expect(readableDomain((await readSample("punycode-domain")).from!.address)).toBe("ministère.example");
  expect(readableDomain("ines@culture.example")).toBeNull();
});
