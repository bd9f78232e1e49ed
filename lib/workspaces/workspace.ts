import { z } from "zod";

/** `culture`: what stands in addresses for a workspace. */
export const WorkspaceKey = z
  .string()
  .max(40)
  .transform((text) => text.trim().toLowerCase())
  .pipe(z.string().regex(/^[a-z][a-z0-9-]{1,29}$/));

/** One line of plain text by which people know a thing. */
export const Name = z
  .string()
  .max(120)
  // Lone surrogates and NUL cannot be stored as UTF-8 text by PostgreSQL; the others would break a line.
  .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), { params: { code: "one-line" } })
  .transform((text) => text.normalize("NFC").trim())
  .pipe(z.string().min(1));
