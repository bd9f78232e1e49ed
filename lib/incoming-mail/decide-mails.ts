import { eq } from "drizzle-orm";
import { z } from "zod";
import { incomingMail } from "@/db/schema";
import { Invalid, NotFound, Refusal } from "@/lib/access/refusals";
import type { Actor } from "@/lib/tenancy/actor";
import { declareSpam } from "./declare-spam";
import type { Place } from "./mail-decision";
import { findWrittenPlace } from "./place-queries";
import { rejectMail } from "./reject-mail";
import { releaseMail } from "./release-mail";

/** More at once is nobody's decision. */
export const mostDecided = 200;

export const DecideMailsInput = z.strictObject({
  mails: z.array(z.uuid()).max(mostDecided),
  act: z.enum(["release", "reject", "spam"]),
  /** Where released messages go; absent, where each was written to. */
  project: z.string().min(1).max(20).optional(),
  why: z.string().trim().max(500).optional(),
});

/** What became of one of them: done when `refusal` is null. */
export interface Decided {
  mail: string;
  subject: string | null;
  refusal: { code: string; details: Record<string, string | number> } | null;
}

/** Decides about several messages that wait, each by its own verb and for itself: one refused stops no other. */
export async function decideMails(actor: Actor, input: z.input<typeof DecideMailsInput>): Promise<Decided[]> {
  const asked = DecideMailsInput.parse(input);
  if (asked.mails.length === 0) throw new Invalid("nothing-chosen", "mails");
  if (asked.act === "reject" && !asked.why) throw new Invalid("required", "why");
  const decided: Decided[] = [];
  for (const mail of new Set(asked.mails)) decided.push(await decideOne(actor, mail, asked));
  return decided;
}

async function decideOne(actor: Actor, mail: string, asked: z.output<typeof DecideMailsInput>): Promise<Decided> {
  let subject: string | null = null;
  try {
    subject = await findSubject(actor, mail);
    if (asked.act === "release") await releaseMail(actor, { mail, place: await placeOf(actor, mail, asked.project) });
    else if (asked.act === "spam") await declareSpam(actor, { mail });
    else await rejectMail(actor, { mail, why: asked.why! });
    return { mail, subject, refusal: null };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { mail, subject, refusal: { code: error.code, details: error.details } };
  }
}

async function findSubject(actor: Actor, mail: string): Promise<string | null> {
  const [row] = await actor.transaction((tx) =>
    tx.select({ subject: incomingMail.subject }).from(incomingMail).where(eq(incomingMail.id, mail)),
  );
  if (!row) throw new NotFound();
  return row.subject;
}

async function placeOf(actor: Actor, mail: string, project: string | undefined): Promise<Place> {
  if (project) return { project };
  const place = await actor.transaction((tx) => findWrittenPlace(tx, mail));
  if (!place) throw new Invalid("mail-without-place", "project");
  return place;
}
