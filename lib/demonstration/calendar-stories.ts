import type { Kind } from "@/lib/tickets/ticket";
import type { Person } from "./script";

/** A ticket of the calendar: its window begins so many working days from today, at an hour of Paris. */
export interface PlannedStory {
  project: "PORTAIL" | "PRESSE" | "DON" | "FOUILLES";
  by: Person;
  kind?: Extract<Kind, "change" | "release">;
  title: string;
  message: string;
  inDays: number;
  from: string;
  to: string;
  /** Why within a freeze. */
  reason?: string;
}

/** The release that is on its way: its pre-production is verified, its production waits for a go. */
export const comingRelease: PlannedStory = {
  project: "PORTAIL",
  by: "nadia",
  kind: "release",
  title: "Version 4.2 du portail des démarches",
  message: "Nouveau moteur de recherche et formulaire de subvention. Coupure de 20 minutes au plus.",
  inDays: 4,
  from: "20:00",
  to: "22:00",
};

/** What it delivers; they are carried out with it. */
export const deliveredChanges: PlannedStory[] = [
  {
    project: "PORTAIL",
    by: "nadia",
    title: "Remplacer le moteur de recherche du portail",
    message: "Index reconstruit en pré-production, bascule sans coupure.",
    inDays: 4,
    from: "20:00",
    to: "20:45",
  },
  {
    project: "PORTAIL",
    by: "camille",
    title: "Ouvrir le nouveau formulaire de subvention",
    message: "Le formulaire papier est fermé à la fin du mois : il doit être en ligne avant.",
    inDays: 4,
    from: "20:45",
    to: "21:30",
  },
];

export const plannedChanges: PlannedStory[] = [
  story("PORTAIL", "nadia", "Renouveler le certificat du portail", -6, "07:00", "07:30"),
  story("PORTAIL", "oscar", "Augmenter la mémoire des serveurs d’application", 1, "21:00", "23:00"),
  story("PORTAIL", "nadia", "Vider et reconstruire le cache des pages", 8, "06:00", "07:00"),
  story("PRESSE", "nadia", "Nouvelle règle de cache pour les dossiers de presse", 2, "12:30", "13:00"),
  story("PRESSE", "oscar", "Déplacer les médias vers le nouveau stockage", 9, "20:00", "02:00"),
  story("DON", "nadia", "Mettre à jour la base des lieux de collecte", -3, "19:00", "20:30"),
  // Two in the same project at the same time: the calendar says so.
  story("DON", "oscar", "Limiter les réservations simultanées", 3, "22:00", "23:30"),
  story("DON", "nadia", "Redémarrer la file des rappels par SMS", 3, "23:00", "23:45"),
  story("DON", "oscar", "Changer le pare-feu de la prise de rendez-vous", 11, "05:00", "07:00"),
  story("FOUILLES", "nadia", "Passer le catalogue à la dernière version du serveur", 5, "18:30", "20:00"),
  {
    ...story("FOUILLES", "oscar", "Corriger une faille du catalogue", 15, "19:00", "20:00"),
    reason: "Faille publiée et exploitée : attendre la fin du gel serait plus risqué.",
  },
];

/** Declared for who plans around it; the last change above stands in it, with its reason. */
export const freezes = [
  { workspace: "inrap", title: "Journées de l’archéologie", inDays: 14, days: 4 },
  { workspace: "culture", title: "Fin d’année", inDays: 18, days: 10 },
] as const;

function story(
  project: PlannedStory["project"],
  by: Person,
  title: string,
  inDays: number,
  from: string,
  to: string,
): PlannedStory {
  return { project, by, title, message: `${title}, dans la fenêtre prévue.`, inDays, from, to };
}
