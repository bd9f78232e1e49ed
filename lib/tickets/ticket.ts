import { z } from "zod";

export { type Kind, kinds, type Phase, phases } from "@/lib/workflows/workflow";

export const channels = ["web", "mail", "api", "monitoring", "phone"] as const;
export type Channel = (typeof channels)[number];

/** At whose initiative a ticket was opened. */
export const initiators = ["beneficiary", "titulaire"] as const;
export type Initiator = (typeof initiators)[number];

/** Impact, urgency and priority: 1 is the highest, 4 the lowest. */
export const Level = z.int().min(1).max(4);

/** `PORTAIL-142`, in any case. */
export const TicketReference = z
  .string()
  .max(40)
  .transform((text) => text.trim().toUpperCase())
  .pipe(z.string().regex(/^[A-Z][A-Z0-9_]{1,19}-[1-9][0-9]{0,8}$/));

/** One line of plain text. Control characters and line breaks are refused, bidirectional marks are kept and shown inert. */
export const TicketTitle = plainText(200).refine((text) => !/[\r\n\t]/.test(text), { params: { code: "one-line" } });

/** Plain text of a message or a note. */
export const MessageText = plainText(100_000);

export const UploadIds = z.array(z.string().regex(/^[0-9a-f]{32}$/)).max(50);

function plainText(most: number) {
  return (
    z
      .string()
      .max(most)
      // Lone surrogates and NUL cannot be stored as UTF-8 text by PostgreSQL.
      .refine((text) => text.isWellFormed() && !hasControlCharacter(text), { params: { code: "control-characters" } })
      .transform((text) => text.replace(/\r\n?/g, "\n").trim())
      .pipe(z.string().min(1))
  );
}

function hasControlCharacter(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if ((code < 32 && code !== 9 && code !== 10 && code !== 13) || code === 127) return true;
  }
  return false;
}
