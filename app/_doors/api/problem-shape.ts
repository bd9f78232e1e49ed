import { z } from "zod";

/** A problem document (RFC 9457), as the description of the API shows it. */
export const ProblemShape = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: "A sentence in the caller’s language." }),
    code: z.string().meta({ description: "A key of x-problems, which never changes its meaning." }),
    instance: z.string().meta({ description: "Names this answer; of an unexpected error, its line in the log." }),
    errors: z.array(z.strictObject({ field: z.string(), code: z.string(), detail: z.string() })).optional(),
    current: z.unknown().optional().meta({ description: "After a conflict, what stands now." }),
  })
  .meta({ id: "Problem" });
