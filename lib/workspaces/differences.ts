import { sql } from "drizzle-orm";

/** `{field: [before, after]}` for each of these fields that was asked and differs; `archived` stands for the date `archivedAt`. */
export function differences<Asked extends object>(
  read: Partial<Record<keyof Asked, unknown>> & { archivedAt?: Date | null },
  asked: Asked,
  fields: (keyof Asked & string)[],
): Record<string, [unknown, unknown]> {
  const before = (field: keyof Asked) => (field === "archived" ? read.archivedAt != null : read[field]);
  return Object.fromEntries(
    fields
      .filter((field) => asked[field] !== undefined && asked[field] !== before(field))
      .map((field) => [field, [before(field), asked[field]]]),
  );
}

/** The column that archives or restores; an archived thing keeps its first date. */
export function archival(archived: boolean | undefined, read: { archivedAt: Date | null }) {
  if (archived === undefined || archived === (read.archivedAt !== null)) return {};
  return { archivedAt: archived ? (sql`now()` as never as Date) : null };
}
