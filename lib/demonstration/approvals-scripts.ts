import type { RiskAnswers } from "@/lib/changes/risk";
import type { Person } from "./script";

export interface ApprovalStory {
  type: "normal" | "emergency";
  title: string;
  message: string;
  risk: RiskAnswers;
  steps: { implementation: string[]; rollback: string[] };
  approvers: Person[];
  needed?: number;
  dueInDays?: number;
  decisions: { by: Person; verdict: "approve" | "refuse"; reason?: string }[];
}

/** Changes of PORTAIL in each state of their approval. */
export const approvalStories: ApprovalStory[] = [
  {
    type: "normal",
    title: "Garder les images en cache une heure de plus",
    message:
      "Les images du portail sont redemandées toutes les dix minutes. Une heure suffit, et décharge le serveur de moitié.",
    risk: { reach: 1, novelty: 0, rehearsal: 0, return: 0, moment: 0 },
    steps: {
      implementation: ["Changer la règle « /media »", "Vider le cache", "Vérifier trois pages"],
      rollback: ["Remettre la règle à dix minutes", "Vider le cache"],
    },
    approvers: ["camille", "oscar"],
    needed: 1,
    dueInDays: 5,
    decisions: [],
  },
  {
    type: "normal",
    title: "Passer la base des démarches à la nouvelle version",
    message:
      "La version actuelle n'est plus maintenue. La bascule dure une heure, pendant laquelle les dépôts sont suspendus.",
    risk: { reach: 2, novelty: 1, rehearsal: 0, return: 1, moment: 0 },
    steps: {
      implementation: [
        "Afficher la page d'attente",
        "Sauvegarder la base",
        "Basculer vers la nouvelle version",
        "Rejouer les essais de dépôt",
        "Retirer la page d'attente",
      ],
      rollback: ["Arrêter la nouvelle base", "Remettre la sauvegarde", "Retirer la page d'attente"],
    },
    approvers: ["camille", "paula", "oscar"],
    needed: 2,
    dueInDays: 9,
    decisions: [{ by: "paula", verdict: "approve" }],
  },
  {
    type: "normal",
    title: "Fermer l'ancienne adresse du portail",
    message: "L'ancienne adresse ne reçoit plus que cent visites par jour. Elle peut être fermée dès lundi.",
    risk: { reach: 1, novelty: 1, rehearsal: 2, return: 1, moment: 1 },
    steps: { implementation: ["Retirer l'adresse"], rollback: ["Remettre l'adresse"] },
    approvers: ["camille"],
    decisions: [
      {
        by: "camille",
        verdict: "refuse",
        reason: "Des courriers imprimés portent encore cette adresse jusqu'à la fin de l'année. À revoir en janvier.",
      },
    ],
  },
  {
    type: "emergency",
    title: "Corriger le formulaire qui laisse voir les pièces d'autrui",
    message: "Un numéro changé dans l'adresse montre la pièce d'un autre dossier. La page est corrigée sans attendre.",
    risk: { reach: 2, novelty: 2, rehearsal: 1, return: 0, moment: 1 },
    steps: {
      implementation: ["Fermer la page", "Installer le correctif", "Vérifier avec deux comptes", "Rouvrir la page"],
      rollback: ["Refermer la page"],
    },
    approvers: ["camille", "oscar"],
    needed: 1,
    decisions: [],
  },
];

export const cacheTemplate = {
  workspace: "culture",
  title: "Vider le cache d’un site",
  message: "Le cache du site est vidé ; les pages sont plus lentes pendant quelques minutes.",
  steps: [
    { list: "implementation" as const, title: "Vider le cache" },
    { list: "implementation" as const, title: "Ouvrir la page d’accueil et deux autres pages" },
    { list: "rollback" as const, title: "Rien à remettre : le cache se remplit de lui-même" },
  ],
};
