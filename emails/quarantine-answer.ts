import type { Letter } from "./letter";

/** Tells a sender whom nobody knows that the message waits for a person. In both languages: nothing is known of its reader. */
export function quarantineAnswer(received: { subject: string; at: string }): Letter {
  return {
    language: "fr",
    subject: received.subject ? `Re: ${received.subject}` : "Votre message",
    title: "Votre message est bien arrivé, et attend d'être lu",
    blocks: [
      {
        kind: "paragraph",
        text: `Nous avons reçu votre message le ${received.at}, mais cette adresse n'est pas celle d'un compte que nous connaissons : un agent va le lire et décider de sa suite. Si vous avez un compte, écrivez depuis l'adresse qui lui correspond.`,
      },
      {
        kind: "paragraph",
        text: `We received your message on ${received.at}, but this address does not belong to an account that we know: an agent will read it and decide. If you have an account, write from its address.`,
      },
    ],
    why: "Réponse automatique, envoyée une fois par jour au plus. / Automatic answer, sent once a day at most.",
  };
}
