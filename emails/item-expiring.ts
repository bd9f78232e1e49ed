import { inLanguage, type Letter, type Reader } from "./letter";

interface Ending {
  name: string;
  /** Its type's label, in the reader's language. */
  type: string;
  /** `2026-12-31`. */
  on: string;
  /** Whole days until then; none or fewer once it is there. */
  days: number;
  url: string;
}

/** Tells who answers for an item (a certificate, a domain name, a contract) that its end comes near. */
export function itemExpiring(reader: Reader, { name, type, on, days, url }: Ending): Letter {
  const { language } = reader;
  const say = (fr: string, en: string) => inLanguage(language, { fr, en });
  const date = new Date(`${on}T12:00:00Z`).toLocaleDateString(language, { dateStyle: "long", timeZone: "UTC" });
  const near =
    days <= 0
      ? say("prend fin aujourd’hui ou a pris fin", "ends today or has ended")
      : say(`prend fin dans ${days} jour${days > 1 ? "s" : ""}`, `ends in ${days} day${days > 1 ? "s" : ""}`);
  return {
    language,
    subject: say(`Fin le ${date} : ${name}`, `Ends on ${date}: ${name}`),
    title: say("Un élément de configuration prend fin", "A configuration item is about to end"),
    blocks: [
      {
        kind: "paragraph",
        text: say(`« ${name} » (${type}) ${near}, le ${date}.`, `“${name}” (${type}) ${near}, on ${date}.`),
      },
      {
        kind: "paragraph",
        text: say(
          "Une fois renouvelé, inscrivez sa nouvelle fin ; s’il ne sert plus, passez-le à l’état « Retiré ».",
          "Once renewed, write down its new end; if it is no longer used, set it to “Retired”.",
        ),
      },
      { kind: "action", label: say("Ouvrir l’élément", "Open the item"), url },
    ],
    why: say(
      "Vous recevez ce message parce que vous êtes responsable de cet élément, ou de la configuration de cet espace quand il n’a pas de responsable.",
      "You receive this message because you answer for this item, or for the configuration of this workspace when nobody does.",
    ),
  };
}
