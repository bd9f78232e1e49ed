import { type About, inLanguage, type Letter, type Reader, type Said } from "./letter";
import { saidBlock, ticketLetter } from "./ticket-letter";

/** Brings a message to somebody who takes part in the ticket. */
export function messageAdded(reader: Reader, about: About, said: Said): Letter {
  return ticketLetter(reader, about, {
    title: inLanguage(reader.language, {
      fr: `${said.author} a répondu`,
      en: `${said.author} answered`,
    }),
    blocks: [saidBlock(reader, said)],
  });
}
