import { type About, inLanguage, type Letter, type Reader, type Said } from "./letter";
import { saidBlock, ticketLetter } from "./ticket-letter";

/** Brings an internal note to somebody who may read notes; a reply to it stays internal. */
export function noteAdded(reader: Reader, about: About, said: Said): Letter {
  return ticketLetter(reader, about, {
    // Known again in an answer that kept nothing else: lib/incoming-mail/subject-reference.ts.
    mark: inLanguage(reader.language, { fr: "[note interne]", en: "[internal note]" }),
    title: inLanguage(reader.language, {
      fr: `${said.author} a écrit une note interne`,
      en: `${said.author} wrote an internal note`,
    }),
    blocks: [
      saidBlock(reader, said, true),
      {
        kind: "paragraph",
        text: inLanguage(reader.language, {
          fr: "Le demandeur ne voit pas cette note. Une réponse à ce message reste interne elle aussi.",
          en: "The requester does not see this note. A reply to this message stays internal too.",
        }),
      },
    ],
  });
}
