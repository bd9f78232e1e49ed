import { inLanguage, type Letter, type Reader } from "./letter";

interface SetAside {
  name: string;
  /** As the scanner names it. */
  threat: string;
  at: Date;
  /** Of the ticket that carries it; null for a package of the deposit space. */
  reference: string | null;
  url: string;
}

/** Tells who sent a file, and the agents, that a virus was found in it: it is kept, and given to nobody. */
export function fileInfected(reader: Reader, { name, threat, at, reference, url }: SetAside): Letter {
  const { language } = reader;
  const say = (fr: string, en: string) => inLanguage(language, { fr, en });
  const on = at.toLocaleString(language, { dateStyle: "long", timeStyle: "short", timeZone: reader.timeZone });
  const where = reference
    ? say(`de la fiche ${reference}`, `of ticket ${reference}`)
    : say("de l’espace de dépôt", "of the deposit space");
  return {
    language,
    subject: say(`Fichier écarté : ${name}`, `File set aside: ${name}`),
    title: say("Un virus a été trouvé dans un fichier", "A virus was found in a file"),
    blocks: [
      {
        kind: "paragraph",
        text: say(
          `« ${name} », fichier ${where}, contient « ${threat} ». Il a été écarté le ${on} : plus personne ne peut l’ouvrir ici.`,
          `“${name}”, a file ${where}, contains “${threat}”. It was set aside on ${on}: nobody can open it here any more.`,
        ),
      },
      {
        kind: "paragraph",
        text: say(
          "Si ce fichier est à vous, faites vérifier le poste d’où il vient avant d’en envoyer un autre. Si vous l’avez déjà ouvert, prévenez votre service informatique.",
          "If this file is yours, have the computer that it comes from checked before you send another one. If you opened it already, tell your IT department.",
        ),
      },
      {
        kind: "action",
        label: reference ? say("Ouvrir la fiche", "Open the ticket") : say("Ouvrir le dépôt", "Open the deposit"),
        url,
      },
    ],
    why: say(
      "Vous recevez ce message parce que vous avez envoyé ce fichier, ou que vous suivez ce à quoi il est joint.",
      "You receive this message because you sent this file, or look after what it is attached to.",
    ),
  };
}
