import { z } from "zod";

/** One page of a list; `after` is the cursor of the next one. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item), after: z.string().nullable() });

export const Moment = z.iso.datetime();

export const Person = z
  .strictObject({ name: z.string(), mail: z.string() })
  .meta({ id: "Person", description: "Somebody, as far as the caller may know who it is." });

/** Null when nobody is meant, or when the caller may not know who it is. */
export function presentPerson(name: string | null, mail: string | null): z.input<typeof Person> | null {
  return name === null || mail === null ? null : { name, mail };
}

export const momentOrNull = (moment: Date | null) => moment?.toISOString() ?? null;
