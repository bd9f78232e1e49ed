import type { FigureName } from "@/lib/figures/definitions";
import type { Step } from "@/lib/figures/period";
import type { Dimension } from "@/lib/figures/question";
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

export const figureWords: Record<FigureName, Words> = {
  opened: words("Ouvertes", "Opened"),
  answered: words("Premières réponses", "First answers"),
  resolved: words("Résolues", "Resolved"),
  closed: words("Closes", "Closed"),
  reopened: words("Rouvertes", "Reopened"),
  backlog: words("En cours à la fin", "In progress at the end"),
  ageMedian: words("Âge médian", "Median age"),
  ageP90: words("Âge, 9 fois sur 10", "Age, 9 times out of 10"),
  ageMean: words("Âge moyen", "Mean age"),
  answerMedian: words("Première réponse, délai médian", "First answer, median delay"),
  answerP90: words("Première réponse, 9 fois sur 10", "First answer, 9 times out of 10"),
  answerMean: words("Première réponse, délai moyen", "First answer, mean delay"),
  answerNetMedian: words("Première réponse hors attente, médian", "First answer less waiting, median"),
  answerNetP90: words("Première réponse hors attente, 9 fois sur 10", "First answer less waiting, 9 times out of 10"),
  answerNetMean: words("Première réponse hors attente, moyen", "First answer less waiting, mean"),
  resolutionMedian: words("Résolution, délai médian", "Resolution, median delay"),
  resolutionP90: words("Résolution, 9 fois sur 10", "Resolution, 9 times out of 10"),
  resolutionMean: words("Résolution, délai moyen", "Resolution, mean delay"),
  resolutionNetMedian: words("Résolution hors attente, médian", "Resolution less waiting, median"),
  resolutionNetP90: words("Résolution hors attente, 9 fois sur 10", "Resolution less waiting, 9 times out of 10"),
  resolutionNetMean: words("Résolution hors attente, moyen", "Resolution less waiting, mean"),
  accountedTime: words("Temps comptabilisé", "Accounted time"),
  realTime: words("Temps réel", "Real time"),
};

export const dimensionWords: Record<Dimension, Words> = {
  kind: words("Nature", "Kind"),
  category: words("Typologie", "Category"),
  status: words("Statut", "Status"),
  priority: words("Priorité", "Priority"),
  project: words("Projet", "Project"),
  workspace: words("Espace", "Workspace"),
  channel: words("Canal", "Channel"),
  initiator: words("À l’initiative de", "Initiated by"),
  assignee: words("Responsable", "Assignee"),
  item: words("Élément de configuration", "Configuration item"),
  site: words("Site", "Site"),
};

export const stepWords: Record<Step, Words> = {
  day: words("Jour", "Day"),
  week: words("Semaine du", "Week of"),
  month: words("Mois", "Month"),
  year: words("Année", "Year"),
};
