import { inLanguage, type Language, type Letter, type Reader, writtenMoment } from "./letter";

export interface Held {
  subject: string;
  at: Date;
  /** Whether the sender's address is that of an account: then it is not his address that is at fault. */
  known: boolean;
}

/** Tells a sender that the message waits for a person. In both languages: nothing is known of its reader's. */
export function quarantineAnswer(held: Held): Letter {
  return {
    language: "fr",
    subject: held.subject ? `Re: ${held.subject}` : "Votre message",
    title: "Votre message est bien arrivé, et attend d'être lu",
    blocks: [
      { kind: "paragraph", text: sentence("fr", held) },
      { kind: "paragraph", text: sentence("en", held) },
    ],
    why: "Réponse automatique, envoyée une fois par jour au plus. / Automatic answer, sent once a day at most.",
  };
}

function sentence(language: Language, { at, known }: Held): string {
  const reader: Reader = { language, timeZone: "Europe/Paris", role: null };
  const moment = writtenMoment(at, reader);
  const held = known
    ? inLanguage(language, {
        fr: "il n'a pas pu être remis tout seul : un agent va le lire et décider de sa suite.",
        en: "it could not be delivered by itself: an agent will read it and decide.",
      })
    : inLanguage(language, {
        fr: "cette adresse n'est pas celle d'un compte que nous connaissons : un agent va le lire et décider de sa suite. Si vous avez un compte, écrivez depuis l'adresse qui lui correspond.",
        en: "this address does not belong to an account that we know: an agent will read it and decide. If you have an account, write from its address.",
      });
  const received = inLanguage(language, {
    fr: `Nous avons reçu votre message le ${moment}, mais`,
    en: `We received your message on ${moment}, but`,
  });
  return `${received} ${held}`;
}
