import { inLanguage, type Letter, type Reader, writtenMoment } from "./letter";

interface Deposited {
  name: string;
  version: number;
  label: string;
  project: string;
  environment: "preproduction" | "production";
  kind: keyof typeof kinds;
  size: number | null;
  depositor: string | null;
  at: Date;
  url: string;
}

const kinds = {
  installation: { fr: "installation", en: "installation" },
  evolution: { fr: "évolution", en: "evolution" },
  script: { fr: "script", en: "script" },
  program: { fr: "programme", en: "program" },
  documentation: { fr: "documentation", en: "documentation" },
  logs: { fr: "journaux", en: "logs" },
};

const places = {
  preproduction: { fr: "pré-production", en: "pre-production" },
  production: { fr: "production", en: "production" },
};

/** Tells who watches a project's deposits that a package arrived there. */
export function packageDeposited(reader: Reader, deposited: Deposited): Letter {
  const { language } = reader;
  const say = (fr: string, en: string) => inLanguage(language, { fr, en });
  const { name, version, label, project, depositor } = deposited;
  const place = inLanguage(language, places[deposited.environment]);
  const kind = inLanguage(language, kinds[deposited.kind]);
  const at = writtenMoment(deposited.at, reader);
  const who = depositor ? say(`par ${depositor}, le ${at}`, `by ${depositor}, ${at}`) : at;
  const lines = [`${project} · ${place} · ${kind}`, `${name} · v${version}${label ? ` (${label})` : ""}`];
  return {
    language,
    subject: say(`Nouveau dépôt : ${name} (${project})`, `New deposit: ${name} (${project})`),
    title: say("Un paquet a été déposé", "A package was deposited"),
    blocks: [
      { kind: "paragraph", text: say(`Déposé ${who}.`, `Deposited ${who}.`) },
      ...lines.map((text) => ({ kind: "paragraph" as const, text })),
      { kind: "action", label: say("Ouvrir le paquet", "Open the package"), url: deposited.url },
    ],
    why: say(
      "Vous recevez ce message parce que vous suivez les dépôts de ce projet ; vous pouvez arrêter depuis la page de ses dépôts.",
      "You receive this message because you watch the deposits of this project; you can stop it from the page of its deposits.",
    ),
  };
}
