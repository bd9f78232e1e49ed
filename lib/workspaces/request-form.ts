import { z } from "zod";
import { FieldCode } from "./field";
import { Name } from "./workspace";

/** A form's code stays when its labels change: addresses and the API refer to it. */
export const RequestFormCode = FieldCode;

/** A field that a form asks, and whether it must be answered. */
const FormQuestion = z.strictObject({ field: FieldCode, required: z.boolean() });
export type FormQuestion = z.output<typeof FormQuestion>;

/** More than anybody looks through. */
export const mostForms = 100;

const Level = z.int().min(1).max(4);

export const RequestFormFacts = z.strictObject({
  labelFr: Name,
  labelEn: Name,
  /** In plain words: what one gets by it. */
  descriptionFr: z.string().trim().max(500).default(""),
  descriptionEn: z.string().trim().max(500).default(""),
  kind: z.enum(["incident", "request", "problem", "change", "release"]).default("request"),
  /** The key of the project where it opens; null: the requester says which one. */
  project: z.string().max(20).nullable().default(null),
  /** The code of the category. */
  category: z.string().max(60).nullable().default(null),
  impact: Level.default(3),
  urgency: Level.default(3),
  /** The ticket's title and its first words; `{code}` stands for the answer to that field. */
  title: z.string().trim().max(200).default(""),
  message: z.string().trim().max(10_000).default(""),
  questions: z.array(FormQuestion).max(30).default([]),
});

/** `{code}` replaced by what was answered there; by nothing where nothing was. */
export function fillBlanks(text: string, answers: Map<string, string>): string {
  return text.replaceAll(/\{([a-z][a-z0-9-]*)\}/g, (_, code: string) => answers.get(code) ?? "").trim();
}
