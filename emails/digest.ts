import { type About, type Block, inLanguage, type Letter, type Reader, writtenMoment } from "./letter";
import { stopLine } from "./ticket-letter";

/** What happened on one ticket, each as the notice that would have told it at once. */
export interface DigestSection {
  about: About;
  told: { at: Date; letter: Letter }[];
}

export interface Day {
  sections: DigestSection[];
  /** Whether more happened than is told here. */
  more: boolean;
  ticketsUrl: string;
  preferencesUrl: string;
}

/** One mail a day: what happened, ticket by ticket. */
export function digest(reader: Reader, { sections, more, ticketsUrl, preferencesUrl }: Day): Letter {
  const { language } = reader;
  const count = sections.length;
  return {
    language,
    subject: inLanguage(language, {
      fr: count === 1 ? "Résumé du jour : une fiche" : `Résumé du jour : ${count} fiches`,
      en: count === 1 ? "Today's summary: one ticket" : `Today's summary: ${count} tickets`,
    }),
    title: inLanguage(language, { fr: "Ce qui s'est passé sur vos fiches", en: "What happened on your tickets" }),
    blocks: [
      ...sections.flatMap((section) => sectionBlocks(reader, section)),
      ...(more ? [moreBlock(reader, ticketsUrl)] : []),
      {
        kind: "paragraph",
        text: inLanguage(language, {
          fr: "On ne répond pas à ce résumé : chaque fiche se lit, et reçoit votre réponse, à l'adresse qui la suit.",
          en: "This summary takes no answer: each ticket is read, and answered, at the address that follows it.",
        }),
      },
    ],
    why: inLanguage(language, {
      fr: "Vous recevez ce message parce que vous avez choisi un résumé par jour.",
      en: "You receive this message because you chose one summary a day.",
    }),
    stop: { text: stopLine(reader), url: preferencesUrl },
  };
}

function sectionBlocks(reader: Reader, { about, told }: DigestSection): Block[] {
  return [
    { kind: "heading", text: `[${about.reference}] ${about.title} (${about.project})`, url: about.url },
    ...told.flatMap(({ at, letter }): Block[] => [
      { kind: "paragraph", text: `${letter.title} (${writtenMoment(at, reader)})` },
      ...letter.blocks.filter((block) => block.kind === "said").map(shortened),
    ]),
  ];
}

function moreBlock({ language }: Reader, url: string): Block {
  const label = inLanguage(language, {
    fr: "Il s'est passé bien d'autres choses : voir vos fiches",
    en: "Much more happened: see your tickets",
  });
  return { kind: "action", label, url };
}

const longestSaid = 1_000;

function shortened(said: Extract<Block, { kind: "said" }>): Block {
  if (said.text.length <= longestSaid) return said;
  return { ...said, text: `${said.text.slice(0, longestSaid).toWellFormed()}\n[…]` };
}
