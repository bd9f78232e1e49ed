import { type About, type Block, inLanguage, type Letter, type Reader, type Said, writtenMoment } from "./letter";

/** What every letter about a ticket has in common: its subject, its link, and why its reader receives it. */
export function ticketLetter(
  reader: Reader,
  about: About,
  said: { title: string; blocks: Block[]; mark?: string },
): Letter {
  return {
    language: reader.language,
    subject: [`[${about.reference}]`, said.mark, about.title].filter(Boolean).join(" "),
    title: said.title,
    blocks: [
      ...said.blocks,
      { kind: "action", label: openLabel(reader), url: about.url },
      answerLine(reader),
      ...(about.signature ? [{ kind: "signature", text: about.signature } as const] : []),
    ],
    why: whyRead(reader, about),
    stop: { text: stopLine(reader), url: about.preferencesUrl },
  };
}

/** Said of every notice: nobody has to receive it. */
export function stopLine({ language }: Pick<Reader, "language">): string {
  return inLanguage(language, {
    fr: "Recevoir moins de messages, ou un seul par jour :",
    en: "To receive fewer messages, or a single one a day:",
  });
}

/** The block that quotes what somebody wrote. */
export function saidBlock(reader: Reader, said: Said, internal = false): Block {
  const at = writtenMoment(said.at, reader);
  const heading = inLanguage(reader.language, {
    fr: `${said.author}, le ${at}`,
    en: `${said.author}, on ${at}`,
  });
  const nothing = inLanguage(reader.language, { fr: "(sans texte)", en: "(no text)" });
  const text = said.text || (said.files.length > 0 ? "" : nothing);
  return { kind: "said", heading, text, files: said.files, internal };
}

function openLabel({ language, role }: Reader): string {
  if (role === "requester") return inLanguage(language, { fr: "Voir ma demande", en: "See my request" });
  return inLanguage(language, { fr: "Voir la fiche", en: "See the ticket" });
}

function answerLine({ language }: Reader): Block {
  return {
    kind: "paragraph",
    text: inLanguage(language, {
      fr: "Vous pouvez répondre directement à ce message.",
      en: "You can simply reply to this message.",
    }),
  };
}

function whyRead({ language, role }: Reader, { reference, project }: About): string {
  switch (role) {
    case "requester":
      return inLanguage(language, {
        fr: `Vous recevez ce message parce que vous avez fait la demande ${reference} (${project}).`,
        en: `You receive this message because you made request ${reference} (${project}).`,
      });
    case "assignee":
      return inLanguage(language, {
        fr: `Vous recevez ce message parce que la fiche ${reference} (${project}) vous est attribuée.`,
        en: `You receive this message because ticket ${reference} (${project}) is assigned to you.`,
      });
    default:
      return inLanguage(language, {
        fr: `Vous recevez ce message parce que vous suivez la fiche ${reference} (${project}). Sa page permet de ne plus la suivre.`,
        en: `You receive this message because you follow ticket ${reference} (${project}). You can stop following it on its page.`,
      });
  }
}
