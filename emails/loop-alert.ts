import { inLanguage, type Letter, type Reader, writtenMoment } from "./letter";

/** Tells an administrator that Guichet stopped answering an address: a machine there answers each of its mails. */
export function loopAlert(reader: Reader, braked: { at: Date; url: string }): Letter {
  const { language } = reader;
  const moment = writtenMoment(braked.at, reader);
  return {
    language,
    subject: inLanguage(language, {
      fr: "Une boucle de courriels a été arrêtée",
      en: "A loop of mails was stopped",
    }),
    title: inLanguage(language, {
      fr: "Guichet a cessé de répondre à une adresse",
      en: "Guichet stopped answering an address",
    }),
    blocks: [
      {
        kind: "paragraph",
        text: inLanguage(language, {
          fr: `Le ${moment}, trop de réponses partaient en une heure vers la même adresse : sans doute un automate y répond-il à chacune. Les suivantes sont retenues. Rien n'est perdu : ce qui est arrivé est gardé, ce qui est retenu se voit dans le courrier envoyé.`,
          en: `On ${moment}, too many answers were leaving for the same address within an hour: a machine there probably answers each of them. The next ones are withheld. Nothing is lost: what came is kept, and what is withheld shows among the mails sent.`,
        }),
      },
      {
        kind: "action",
        label: inLanguage(language, { fr: "Voir le courrier retenu", en: "See the mails withheld" }),
        url: braked.url,
      },
    ],
    why: inLanguage(language, {
      fr: "Vous recevez ce message parce que vous administrez la plateforme ; une fois par heure au plus.",
      en: "You receive this message because you administer the platform; once an hour at most.",
    }),
  };
}
