import { z } from "zod";
import { FieldCode } from "@/lib/workspaces/field";
import { channels, initiators, kinds, phases } from "./ticket";
import { countables } from "./ticket-facts";

export const sorts = ["updated", "opened", "priority"] as const;
export type Sort = (typeof sorts)[number];

/** A comma-separated list in an address, or an array; nothing when empty. */
const listOf = <T extends z.ZodType<unknown, string>>(one: T) =>
  z
    .union([z.string(), z.array(z.string())])
    .transform((given) => (Array.isArray(given) ? given : [given]).flatMap((text) => text.split(",")).filter(Boolean))
    .pipe(z.array(one).max(50))
    .optional();

const code = z.string().max(60);
/** A day of the calendar, as PostgreSQL can read it too. */
export const day = z.iso.date().refine((text) => text >= "1900-01-01", { params: { code: "too-early" } });

const ItemName = z.union([z.literal("none"), z.guid()]);

/** The filters of a ticket list, as the address of the page and the API carry them. Unknown names are refused. */
export const TicketFilter = z.strictObject({
  workspace: listOf(code),
  project: listOf(code),
  kind: listOf(z.enum(kinds) as unknown as z.ZodType<(typeof kinds)[number], string>),
  phase: listOf(z.enum(phases) as unknown as z.ZodType<(typeof phases)[number], string>),
  status: listOf(code),
  /** `-`: without one. */
  category: listOf(code),
  priority: listOf(
    z
      .string()
      .regex(/^[1-4]$/)
      .transform(Number),
  ),
  channel: listOf(z.enum(channels) as unknown as z.ZodType<(typeof channels)[number], string>),
  initiator: listOf(z.enum(initiators) as unknown as z.ZodType<(typeof initiators)[number], string>),
  /** Major incidents only, or none of them. */
  major: z.enum(["yes", "no"]).optional(),
  /** The code of the form of the catalogue with which it was opened. */
  form: listOf(code),
  /** Values of fields, by their codes: a part of a text, or the whole of anything else. In an address: `field.site=portail`. */
  field: z.record(FieldCode, z.string().trim().min(1).max(200)).optional(),
  /** `me`, `nobody`, a mail address, or the identifier of an account. */
  assignee: z.string().max(254).optional(),
  /** `me`, or a mail address. */
  requester: z.string().max(254).optional(),
  /** Days of the reader's calendar, both included. */
  openedFrom: day.optional(),
  openedTo: day.optional(),
  updatedFrom: day.optional(),
  updatedTo: day.optional(),
  /** Configuration items, by their identifiers, or `none`; of the type `site` for the second one. */
  item: listOf(ItemName),
  site: listOf(ItemName),
  /** The tickets behind a figure of the statistics, counted on days of Europe/Paris, both included (docs/figures.md). */
  counted: z.enum(countables).optional(),
  countedFrom: day.optional(),
  countedTo: day.optional(),
  /** Words of the title and of the messages, or a reference. */
  q: z.string().trim().max(200).optional(),
  sort: z.enum(sorts).default("updated"),
  direction: z.enum(["asc", "desc"]).default("desc"),
});

export type TicketFilter = z.output<typeof TicketFilter>;

export const TicketPage = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.string().max(200).optional(),
});
