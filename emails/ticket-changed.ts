import { type About, inLanguage, type Letter, type Reader, writtenMoment } from "./letter";
import { ticketLetter } from "./ticket-letter";

export interface Change {
  what: "confirmed" | "cancelled" | "changed";
  by: string;
  at: Date;
  /** The status in which the ticket is now, in the reader's language. */
  status: string;
  reason: string | null;
}

/** Tells that somebody confirmed the resolution, gave the request up, or changed the ticket. */
export function ticketChanged(reader: Reader, about: About, change: Change): Letter {
  const { language } = reader;
  const titles = {
    confirmed: inLanguage(language, {
      fr: `${change.by} a confirmé la résolution`,
      en: `${change.by} confirmed the resolution`,
    }),
    cancelled: inLanguage(language, {
      fr: `${change.by} a annulé la demande`,
      en: `${change.by} cancelled the request`,
    }),
    changed: inLanguage(language, {
      fr: `${change.by} a modifié la fiche ${about.reference}`,
      en: `${change.by} changed ticket ${about.reference}`,
    }),
  };
  const rows = [
    { label: inLanguage(language, { fr: "Statut", en: "Status" }), value: change.status },
    { label: inLanguage(language, { fr: "Date", en: "Date" }), value: writtenMoment(change.at, reader) },
  ];
  if (change.reason) rows.push({ label: inLanguage(language, { fr: "Motif", en: "Reason" }), value: change.reason });
  return ticketLetter(reader, about, { title: titles[change.what], blocks: [{ kind: "facts", rows }] });
}
