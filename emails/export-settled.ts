import { inLanguage, type Letter, type Reader, writtenMoment } from "./letter";

interface Settled {
  /** The name of its file. */
  name: string;
  /** The name of the regular export that asked for it, if one did. */
  schedule: string | null;
  failed: boolean;
  rows: number;
  attached: boolean;
  until: Date | null;
  url: string;
}

/** Tells who asked for an export that its file waits for him, or that it could not be made. */
export function exportSettled(reader: Reader, settled: Settled): Letter {
  const { language } = reader;
  const { schedule, failed, name } = settled;
  const say = (fr: string, en: string) => inLanguage(language, { fr, en });
  const subject = failed
    ? say("Votre export n’a pas pu être fait", "Your export could not be made")
    : say("Votre export est prêt", "Your export is ready");
  return {
    language,
    subject: schedule ? say(`${subject} : ${schedule}`, `${subject}: ${schedule}`) : subject,
    title: subject,
    blocks: [
      { kind: "paragraph", text: failed ? failure(language) : readiness(reader, settled) },
      ...(failed ? [] : [{ kind: "paragraph" as const, text: name }]),
      { kind: "action", label: say("Ouvrir mes exports", "Open my exports"), url: settled.url },
    ],
    why: schedule
      ? say(
          "Vous recevez ce message parce que vous avez programmé cet export ; vous pouvez l’arrêter depuis la page des exports.",
          "You receive this message because you scheduled this export; you can stop it from the page of exports.",
        )
      : say(
          "Vous recevez ce message parce que vous avez demandé cet export.",
          "You receive this message because you asked for this export.",
        ),
  };
}

function readiness(reader: Reader, { rows, attached, until }: Settled): string {
  const lines = inLanguage(reader.language, {
    fr: `${rows} ligne${rows > 1 ? "s" : ""}, telles que vous pouviez les lire.`,
    en: `${rows} row${rows === 1 ? "" : "s"}, as you could read them.`,
  });
  if (attached)
    return inLanguage(reader.language, { fr: `${lines} Le fichier est joint.`, en: `${lines} The file is attached.` });
  const moment = until ? writtenMoment(until, reader) : "";
  return inLanguage(reader.language, {
    fr: `${lines} Le fichier est gardé jusqu’au ${moment}.`,
    en: `${lines} The file is kept until ${moment}.`,
  });
}

function failure(language: Reader["language"]): string {
  return inLanguage(language, {
    fr: "Rien n’est perdu : demandez-le de nouveau, ou avec moins de lignes.",
    en: "Nothing is lost: ask for it again, or for fewer rows.",
  });
}
