import type { Kind, Phase } from "@/lib/tickets/ticket";
import type { Countable } from "@/lib/tickets/ticket-facts";

export type Language = "fr" | "en";
export type Words = Record<Language, string>;

const words = (fr: string, en: string): Words => ({ fr, en });

// The same words as on the screens: a test holds these and the catalogues together.

export const kindWords: Record<Kind, Words> = {
  incident: words("Incident", "Incident"),
  request: words("Demande", "Request"),
  problem: words("Problème", "Problem"),
  change: words("Changement", "Change"),
  release: words("Mise en production", "Release"),
};

export const phaseWords: Record<Phase, Words> = {
  new: words("Nouvelle", "New"),
  open: words("En cours", "In progress"),
  waiting: words("En attente", "Waiting"),
  resolved: words("Résolue", "Resolved"),
  closed: words("Close", "Closed"),
};

export const channelWords: Record<string, Words> = {
  web: words("Web", "Web"),
  mail: words("Courriel", "Mail"),
  api: words("API", "API"),
  monitoring: words("Supervision", "Monitoring"),
  phone: words("Téléphone", "Phone"),
};

export const initiatorWords: Record<string, Words> = {
  beneficiary: words("Bénéficiaire", "Beneficiary"),
  titulaire: words("Titulaire", "Contractor"),
};

export const priorityWords: Record<number, Words> = {
  1: words("Critique", "Critical"),
  2: words("Haute", "High"),
  3: words("Normale", "Normal"),
  4: words("Basse", "Low"),
};

export const levelWords: Record<number, Words> = {
  1: words("Très fort", "Very high"),
  2: words("Fort", "High"),
  3: words("Moyen", "Medium"),
  4: words("Faible", "Low"),
};

export const countableWords: Record<Countable, Words> = {
  opened: words("ouvertes", "opened"),
  answered: words("répondues pour la première fois", "first answered"),
  resolved: words("résolues", "resolved"),
  closed: words("closes", "closed"),
  reopened: words("rouvertes", "reopened"),
  backlog: words("en cours à la fin du dernier jour", "in progress at the end of the last day"),
  timed: words("sur lesquelles du temps a été passé", "on which time was spent"),
};
