import { z } from "zod";
import { operation } from "@/app/_doors/api/operation";
import { AnnouncedVerification, announceVerification } from "@/lib/releases/announce-verification";
import { decideStage, StageDecision } from "@/lib/releases/decide-stage";
import { decideVerification, VerificationDecision } from "@/lib/releases/decide-verification";
import { installStage, StageInstallation } from "@/lib/releases/install-stage";
import { environments, outcomes, stageSteps, verificationTypes } from "@/lib/releases/release";
import { type Release, readRelease } from "@/lib/releases/release-queries";
import { rollBackStage, StageRollback } from "@/lib/releases/roll-back-stage";
import type { Actor } from "@/lib/tenancy/actor";
import { getTicket } from "@/lib/tickets/ticket-queries";
import { Moment, momentOrNull } from "./shapes";
import { presentStanding, TicketParams } from "./ticket-shape";

const tag = "releases";

const ReleaseShape = z
  .strictObject({
    reference: z.string(),
    status: z.string(),
    version: z.int().min(1),
    steps: z.array(
      z.strictObject({
        environment: z.enum(environments),
        step: z.enum(stageSteps),
        reason: z.string().nullable(),
        at: Moment,
        by: z.string().nullable().meta({ description: "A name, as far as the caller may know who it is." }),
      }),
    ),
    approved: z
      .array(z.enum(environments))
      .meta({ description: "Where the decision asked of named people was given." }),
    verifications: z.array(
      z.strictObject({
        id: z.guid(),
        type: z.enum(verificationTypes),
        startsOn: z.iso.date(),
        endsOn: z.iso.date(),
        outcome: z.enum(outcomes).nullable(),
        reason: z.string().nullable(),
        decidedAt: Moment.nullable(),
        decidedBy: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: "Release" });

const ofStages = {
  path: "/tickets/{reference}/stages",
  tag,
  params: TicketParams,
  answer: ReleaseShape,
  current: presentStanding,
} as const;

export const read = operation({
  ...ofStages,
  method: "GET",
  summary: {
    fr: "Lire où en est une mise en production, et ses vérifications",
    en: "Read how far a release is, and its verifications",
  },
  run: ({ actor, params }) => present(actor, params.reference),
});

/** What one step says, by the verb that writes it. */
const StageWord = z.discriminatedUnion("step", [
  StageDecision.omit({ verdict: true }).extend({ step: z.literal("go") }),
  StageDecision.omit({ verdict: true }).extend({ step: z.literal("noGo") }),
  StageInstallation.extend({ step: z.literal("installed") }),
  StageRollback.extend({ step: z.literal("rolledBack") }),
]);

export const say = operation({
  ...ofStages,
  method: "POST",
  summary: {
    fr: "Donner un go, prononcer un no-go, déclarer une installation ou un retour arrière",
    en: "Give a go or a no-go, say that a release is installed or rolled back",
  },
  body: StageWord,
  run: async ({ actor, params: { reference: ticket }, body }) => {
    const { step, ...said } = StageWord.parse(body);
    if (step === "go" || step === "noGo") await decideStage(actor, { ...said, ticket, verdict: step });
    else if (step === "installed") await installStage(actor, { ...said, ticket });
    else await rollBackStage(actor, { ...said, reason: said.reason ?? "", ticket });
    return present(actor, ticket);
  },
});

export const announce = operation({
  method: "POST",
  path: "/tickets/{reference}/verifications",
  tag,
  summary: {
    fr: "Annoncer une vérification (VA, VSR) et ses dates",
    en: "Announce a verification (VA, VSR) and its dates",
  },
  params: TicketParams,
  body: AnnouncedVerification,
  answer: ReleaseShape,
  run: async ({ actor, params: { reference: ticket }, body }) => {
    await announceVerification(actor, { ...body, ticket });
    return present(actor, ticket);
  },
});

export const decide = operation({
  method: "POST",
  path: "/tickets/{reference}/verifications/{id}",
  tag,
  summary: {
    fr: "Prononcer le résultat d’une vérification : réception, réfaction, ajournement ou rejet",
    en: "Give the outcome of a verification: réception, réfaction, ajournement or rejet",
  },
  params: TicketParams.extend({ id: z.uuid() }),
  body: VerificationDecision,
  answer: ReleaseShape,
  run: async ({ actor, params: { reference: ticket, id }, body }) => {
    await decideVerification(actor, { ...body, ticket, verification: id });
    return present(actor, ticket);
  },
});

function present(actor: Actor, reference: string): Promise<z.input<typeof ReleaseShape>> {
  return actor.transaction(async (tx) => {
    const ticket = await getTicket(tx, reference);
    const release = await readRelease(tx, ticket);
    return {
      reference: ticket.reference,
      status: ticket.statusCode,
      version: ticket.version,
      ...presentRelease(release),
    };
  });
}

function presentRelease({ steps, approved, verifications }: Release) {
  return {
    approved,
    steps: steps.map(({ environment, step, reason, at, byName }) => ({
      ...{ environment, step, reason, by: byName },
      at: at.toISOString(),
    })),
    verifications: verifications.map(({ id, type, startsOn, endsOn, outcome, reason, decidedAt, decidedByName }) => ({
      ...{ id, type, startsOn, endsOn, outcome, reason, decidedBy: decidedByName },
      decidedAt: momentOrNull(decidedAt),
    })),
  };
}
