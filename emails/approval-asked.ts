import { whyDecide } from "./approval-letter";
import { type About, type Block, inLanguage, type Letter, type Reader, writtenMoment } from "./letter";

/** What an approver is asked to decide, as it stands when the mail leaves. */
export interface AskedApproval {
  by: string;
  /** In whose place the reader decides; null for himself. */
  inPlaceOf: string | null;
  subject: "change" | "preProduction" | "production";
  afterTheFact: boolean;
  reminder: boolean;
  request: string;
  window: { start: Date; end: Date } | null;
  /** From 1 (low) to 4. */
  risk: number | null;
  dueAt: Date | null;
  steps: { implementation: string[]; rollback: string[] };
  url: string;
  expiresAt: Date;
}

/** Asks somebody to decide: what is asked, and a link to a page that shows it again and asks to confirm. */
export function approvalAsked(reader: Reader, about: About, asked: AskedApproval): Letter {
  const { language } = reader;
  const mark = asked.reminder
    ? inLanguage(language, { fr: "Rappel : approbation demandée –", en: "Reminder: approval asked –" })
    : inLanguage(language, { fr: "Approbation demandée –", en: "Approval asked –" });
  return {
    language,
    subject: `[${about.reference}] ${mark} ${about.title}`,
    title: titleOf(reader, about, asked),
    blocks: [
      { kind: "facts", rows: factsOf(reader, about, asked) },
      { kind: "said", heading: requestWords(reader), text: asked.request, files: [], internal: false },
      ...stepsOf(reader, asked),
      { kind: "action", label: inLanguage(language, { fr: "Voir et décider", en: "See and decide" }), url: asked.url },
      { kind: "paragraph", text: linkWords(reader, asked) },
    ],
    why: whyDecide(reader, about, asked.inPlaceOf),
  };
}

function titleOf({ language }: Reader, { reference }: About, { by, subject, afterTheFact }: AskedApproval): string {
  const what = {
    change: inLanguage(language, { fr: `la fiche ${reference}`, en: `ticket ${reference}` }),
    preProduction: inLanguage(language, {
      fr: `le passage en pré-production de ${reference}`,
      en: `the pre-production stage of ${reference}`,
    }),
    production: inLanguage(language, {
      fr: `la mise en production de ${reference}`,
      en: `the production stage of ${reference}`,
    }),
  }[subject];
  if (afterTheFact)
    return inLanguage(language, {
      fr: `Changement urgent, déjà engagé : ${by} vous demande d'approuver ${what}`,
      en: `Emergency change, already begun: ${by} asks you to approve ${what}`,
    });
  return inLanguage(language, {
    fr: `${by} vous demande d'approuver ${what}`,
    en: `${by} asks you to approve ${what}`,
  });
}

function factsOf(reader: Reader, about: About, { window, risk, dueAt }: AskedApproval) {
  const { language } = reader;
  const risks = inLanguage(language, {
    fr: ["faible", "modéré", "élevé", "très élevé"],
    en: ["low", "moderate", "high", "very high"],
  });
  const rows = [
    { label: inLanguage(language, { fr: "Objet", en: "Subject" }), value: about.title },
    { label: inLanguage(language, { fr: "Projet", en: "Project" }), value: about.project },
  ];
  if (window)
    rows.push({
      label: inLanguage(language, { fr: "Créneau prévu", en: "Planned window" }),
      value: `${writtenMoment(window.start, reader)} – ${writtenMoment(window.end, reader)}`,
    });
  if (risk) rows.push({ label: inLanguage(language, { fr: "Risque", en: "Risk" }), value: risks[risk - 1]! });
  if (dueAt)
    rows.push({
      label: inLanguage(language, { fr: "À décider avant le", en: "To decide before" }),
      value: writtenMoment(dueAt, reader),
    });
  return rows;
}

function requestWords({ language }: Reader): string {
  return inLanguage(language, { fr: "Ce qui est demandé", en: "What is asked" });
}

function stepsOf({ language }: Reader, { steps }: AskedApproval): Block[] {
  const lists = [
    [inLanguage(language, { fr: "Étapes de réalisation", en: "Implementation steps" }), steps.implementation],
    [inLanguage(language, { fr: "Retour arrière", en: "Rollback" }), steps.rollback],
  ] as const;
  return lists
    .filter(([, titles]) => titles.length > 0)
    .map(([heading, titles]) => ({
      ...{ kind: "said" as const, heading, files: [], internal: false },
      text: titles.map((title, position) => `${position + 1}. ${title}`).join("\n"),
    }));
}

function linkWords(reader: Reader, { expiresAt }: AskedApproval): string {
  const until = writtenMoment(expiresAt, reader);
  return inLanguage(reader.language, {
    fr: `Ouvrir ce lien ne décide rien : la page montre ce qui est demandé et vous demande de confirmer. Il est pour vous seul et sert une seule fois, jusqu'au ${until}. Répondre à ce message ne vaut pas décision.`,
    en: `Opening this link decides nothing: the page shows what is asked and has you confirm. It is for you alone and works once, until ${until}. Replying to this message is no decision.`,
  });
}
