import { type About, type Block, inLanguage, type Letter, type Reader } from "./letter";
import { ticketLetter } from "./ticket-letter";

/** Says that the work is done, and asks the requester whether it is well. */
export function ticketResolved(reader: Reader, about: About): Letter {
  const asked = reader.role === "requester";
  return ticketLetter(reader, about, {
    title: asked
      ? inLanguage(reader.language, { fr: "Votre demande est résolue", en: "Your request is resolved" })
      : inLanguage(reader.language, {
          fr: `La fiche ${about.reference} est résolue`,
          en: `Ticket ${about.reference} is resolved`,
        }),
    blocks: asked ? [askBlock(reader)] : [],
  });
}

function askBlock({ language }: Reader): Block {
  return {
    kind: "paragraph",
    text: inLanguage(language, {
      fr: "Si tout est en ordre, vous pouvez le confirmer sur sa page. Sinon, dites-nous ce qui ne va pas : nous reprendrons.",
      en: "If all is well, you can confirm it on its page. If not, tell us what is wrong: we will resume.",
    }),
  };
}
