import { type About, inLanguage, type Letter, type Reader, type Said } from "./letter";
import { saidBlock, ticketLetter } from "./ticket-letter";

/** Tells somebody that a ticket is now his, with what was asked. */
export function ticketAssigned(reader: Reader, about: About, assigned: { by: string; asked: Said | null }): Letter {
  return ticketLetter(reader, about, {
    title: inLanguage(reader.language, {
      fr: `${assigned.by} vous a attribué la fiche ${about.reference}`,
      en: `${assigned.by} assigned ticket ${about.reference} to you`,
    }),
    blocks: assigned.asked ? [saidBlock(reader, assigned.asked)] : [],
  });
}
