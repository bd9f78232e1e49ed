import type { Card } from "@/lib/figures/dashboard";
import type { Person } from "./script";

// What two years of requests are made of: titles as people write them, each with its category.

export interface PastProject {
  project: string;
  /** Tickets over two years. */
  count: number;
  requesters: Person[];
  subjects: [title: string, category: string, kind: "incident" | "request"][];
}

export const pastProjects: PastProject[] = [
  {
    project: "PORTAIL",
    count: 290,
    requesters: ["ines", "jules", "camille"],
    subjects: [
      ["La page d’accueil met plus de dix secondes à s’afficher", "exploitation", "incident"],
      ["Le dépôt d’une pièce de plus de 10 Mo échoue", "correction", "incident"],
      ["Créer un compte pour un nouveau gestionnaire", "access", "request"],
      ["Mot de passe oublié, le courriel n’arrive pas", "access", "incident"],
      ["Publier la nouvelle notice des aides au cinéma", "content", "request"],
      ["Le récapitulatif en PDF est vide", "correction", "incident"],
      ["Ajouter un champ SIRET au formulaire des associations", "evolution", "request"],
      ["Comment extraire les dossiers de l’année ?", "assistance", "request"],
      ["Erreur 500 à l’envoi d’un dossier", "correction", "incident"],
      ["Renouveler le certificat de demarches.culture.example", "security", "request"],
      ["Le moteur de recherche ne trouve plus les dispositifs", "correction", "incident"],
      ["Mettre à jour la liste des conseillers en région", "content", "request"],
      ["Restaurer un dossier supprimé par erreur", "exploitation", "request"],
      ["Les notifications partent en double", "correction", "incident"],
    ],
  },
  {
    project: "PRESSE",
    count: 130,
    requesters: ["ines", "camille"],
    subjects: [
      ["Accréditer trois journalistes pour le festival", "access", "request"],
      ["Les photos en haute définition ne se téléchargent pas", "correction", "incident"],
      ["Mettre en ligne le dossier de presse des Journées du patrimoine", "content", "request"],
      ["La lettre d’information n’est pas partie", "exploitation", "incident"],
      ["Changer la bannière de la page d’accueil", "content", "request"],
      ["Une vidéo ne se lit pas sur téléphone", "correction", "incident"],
      ["Obtenir les statistiques de consultation du mois", "assistance", "request"],
    ],
  },
  {
    project: "DON",
    count: 180,
    requesters: ["rachid"],
    subjects: [
      ["Les créneaux de samedi n’apparaissent pas", "correction", "incident"],
      ["Ouvrir une collecte mobile à Lille", "content", "request"],
      ["Le rappel par SMS n’est pas reçu", "correction", "incident"],
      ["Double réservation sur un même créneau", "correction", "incident"],
      ["Ajouter une maison du don à la carte", "content", "request"],
      ["Pic de connexions après un appel aux dons", "exploitation", "incident"],
      ["Donner accès au planning à deux infirmières", "access", "request"],
      ["Export des rendez-vous annulés", "assistance", "request"],
    ],
  },
  {
    project: "FOUILLES",
    count: 100,
    requesters: ["paula"],
    subjects: [
      ["La carte des opérations ne se charge pas", "correction", "incident"],
      ["Importer un lot de notices", "exploitation", "request"],
      ["Corriger la commune d’une opération", "content", "request"],
      ["La recherche par période renvoie trop de résultats", "evolution", "request"],
      ["Accès en lecture pour une université", "access", "request"],
      ["Image absente sur une notice", "correction", "incident"],
    ],
  },
];

/** What agents answer, ask and conclude. */
export const pastWords = {
  first: [
    "Bonjour, nous regardons et revenons vers vous.",
    "Bien reçu, c’est pris en charge.",
    "Merci pour le signalement, nous vérifions.",
  ],
  asks: [
    "Pouvez-vous nous donner l’heure exacte et une copie d’écran ?",
    "Sur quel navigateur cela se produit-il ?",
    "Nous avons besoin de votre accord avant de continuer.",
  ],
  answers: ["Voici ce que vous demandez.", "C’est sur Firefox, depuis ce matin.", "Vous avez mon accord."],
  resolves: [
    "C’est en place, vous pouvez vérifier.",
    "La correction est en production.",
    "C’est fait, dites-nous si quelque chose manque.",
  ],
  reopens: [
    "Le problème est revenu.",
    "Il manque encore une partie.",
    "Cela fonctionne chez moi, pas chez mes collègues.",
  ],
};

export const pastDashboards: { name: string; workspace?: string; cards: Card[] }[] = [
  {
    name: "Comité mensuel",
    workspace: "culture",
    cards: [
      { title: "Demandes du ministère", figure: "opened", query: "workspace=culture" },
      { title: "Résolues par typologie", figure: "resolved", query: "workspace=culture&group=category" },
      {
        title: "Délai de résolution des incidents",
        figure: "resolutionNetMedian",
        query: "workspace=culture&kind=incident",
      },
      { title: "En cours à la fin de chaque mois", figure: "backlog", query: "workspace=culture" },
    ],
  },
  {
    name: "Ma semaine",
    cards: [
      { title: "Mes fiches résolues", figure: "resolved", query: "assignee=me&by=week" },
      { title: "Temps par projet", figure: "accountedTime", query: "group=project" },
    ],
  },
];
