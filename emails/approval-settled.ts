import { type About, inLanguage, type Letter, type Reader, writtenMoment } from "./letter";
import { ticketLetter } from "./ticket-letter";

export interface SettledApproval {
  state: "approved" | "refused" | "lapsed";
  /** Who had the last word; null when an edit had it. */
  by: string | null;
  at: Date;
  reason: string | null;
}

/** Tells who asked for a decision what became of it. */
export function approvalSettled(reader: Reader, about: About, { state, by, at, reason }: SettledApproval): Letter {
  const { language } = reader;
  const titles = {
    approved: inLanguage(language, {
      fr: `${about.reference} est approuvé : le travail peut commencer`,
      en: `${about.reference} is approved: the work can begin`,
    }),
    refused: inLanguage(language, { fr: `${about.reference} est refusé`, en: `${about.reference} is refused` }),
    lapsed: inLanguage(language, {
      fr: `L'approbation de ${about.reference} est à redemander : la fiche a été modifiée depuis`,
      en: `The approval of ${about.reference} must be asked again: the ticket was edited since`,
    }),
  };
  const rows = [{ label: inLanguage(language, { fr: "Date", en: "Date" }), value: writtenMoment(at, reader) }];
  if (by) rows.unshift({ label: inLanguage(language, { fr: "Dernier mot", en: "Last word" }), value: by });
  if (reason) rows.push({ label: inLanguage(language, { fr: "Motif", en: "Reason" }), value: reason });
  return ticketLetter(reader, about, { title: titles[state], blocks: [{ kind: "facts", rows }] });
}
