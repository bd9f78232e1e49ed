import { type About, inLanguage, type Letter, type Reader, type Said, writtenMoment } from "./letter";
import { saidBlock, ticketLetter } from "./ticket-letter";

/** Tells a requester that the request is numbered and dated. */
export function ticketOpened(reader: Reader, about: About, opened: { at: Date; said: Said | null }): Letter {
  const at = writtenMoment(opened.at, reader);
  return ticketLetter(reader, about, {
    title: inLanguage(reader.language, {
      fr: `Votre demande est enregistrée sous le numéro ${about.reference}`,
      en: `Your request is registered under number ${about.reference}`,
    }),
    blocks: [
      {
        kind: "paragraph",
        text: inLanguage(reader.language, {
          fr: `Nous l'avons reçue le ${at}. Vous serez prévenu à chaque réponse.`,
          en: `We received it on ${at}. You will be told of each answer.`,
        }),
      },
      ...(opened.said ? [saidBlock(reader, opened.said)] : []),
    ],
  });
}
