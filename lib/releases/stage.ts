import { z } from "zod";
import { Conflict, Invalid } from "@/lib/access/refusals";
import { type Environment, type Outcome, type StageStep, stageSteps, type VerificationType } from "./release";

// What a release may do next in each environment. Pure: what happened is given, nothing is read.

/** Why, in a few words; control characters would deceive whoever reads the journal. */
export const Reason = z
  .string()
  .trim()
  .min(1)
  .max(2_000)
  .refine((text) => text.isWellFormed() && !/[^\n\P{Cc}]/u.test(text), { params: { code: "control-characters" } });

export interface StageFacts {
  /** Oldest first. */
  steps: { environment: Environment; step: StageStep }[];
  verifications: { type: VerificationType; outcome: Outcome | null }[];
  /** Where the decision that was asked of named people was given: a go, as long as nothing else was said there. */
  approved: Environment[];
}

/** Where a release stands in an environment: its last step there; null before any. */
export function standingIn({ steps }: StageFacts, environment: Environment): StageStep | null {
  return steps.findLast((one) => one.environment === environment)?.step ?? null;
}

const before: Record<StageStep, (StageStep | null)[]> = {
  go: [null, "noGo", "rolledBack"],
  noGo: [null, "go", "rolledBack"],
  installed: ["go"],
  rolledBack: ["installed"],
};

/** The steps that may come next in an environment, whoever may take them. */
export function nextSteps(facts: StageFacts, environment: Environment): StageStep[] {
  const standing = standingIn(facts, environment);
  const approved = standing === null && facts.approved.includes(environment) && isInOrder(facts, environment);
  return stageSteps.filter((step) => before[step].includes(approved ? "go" : standing));
}

/** Whether nothing was skipped: production follows pre-production, installed and verified, unless somebody entitled says why not. */
export function isInOrder(facts: StageFacts, environment: Environment): boolean {
  if (environment === "preProduction") return true;
  const verified = facts.verifications.findLast(({ type, outcome }) => type === "va" && outcome !== null)?.outcome;
  return standingIn(facts, "preProduction") === "installed" && (verified === "reception" || verified === "refaction");
}

/** Throws Conflict for a step out of turn, Invalid for one that wants a reason and has none. */
export function ensureStep(facts: StageFacts, environment: Environment, step: StageStep, reason: string | null) {
  if (!nextSteps(facts, environment).includes(step)) throw new Conflict(refusalOf(facts, environment, step));
  if (reason) return;
  if (step === "noGo" || step === "rolledBack") throw new Invalid("reason-needed", "reason");
  if (step === "go" && !isInOrder(facts, environment)) throw new Invalid("order-reason-needed", "reason");
}

function refusalOf(facts: StageFacts, environment: Environment, step: StageStep): string {
  if (step === "rolledBack") return "nothing-installed";
  const standing = standingIn(facts, environment);
  if (standing === "installed") return "installed-already";
  return step === "installed" ? "go-needed" : "said-already";
}
