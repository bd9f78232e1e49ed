import { type Letter, type Reader, writtenMoment } from "./letter";

interface Answered {
  subject: string;
  at: Date;
  /** The workspace whose agent answers; null for the platform's own. */
  place: string | null;
  answer: string;
}

/** An agent's answer to somebody whose message goes no further. In both languages but for the answer: nothing is known of its reader's. */
export function rejectionAnswer({ subject, at, place, answer }: Answered): Letter {
  const moment = (language: Reader["language"]) =>
    writtenMoment(at, { language, timeZone: "Europe/Paris", role: null });
  return {
    language: "fr",
    subject: subject ? `Re: ${subject}` : "Votre message",
    title: "Votre message n'a pas ouvert de demande",
    blocks: [
      {
        kind: "paragraph",
        text: `Un agent a lu votre message du ${moment("fr")} et vous répond. / An agent read your message of ${moment("en")} and answers you.`,
      },
      { kind: "said", heading: place ? `Réponse · ${place}` : "Réponse", text: answer, files: [], internal: false },
    ],
    why: "Vous recevez ce message parce que vous nous avez écrit. Il n'attend pas de réponse. / You receive this message because you wrote to us. It expects no answer.",
  };
}
