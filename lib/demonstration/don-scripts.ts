import type { Script } from "./script";

export const donScripts: Script[] = [
  {
    by: "rachid",
    kind: "incident",
    title: "Aucun créneau proposé à Rennes",
    message:
      "La maison du don de Rennes n'affiche plus aucun créneau depuis 9 h alors que l'équipe est au complet. Les donneurs appellent.",
    category: "correction",
    impact: 1,
    urgency: 1,
    story: [
      { by: "nadia", gives: "nadia" },
      { by: "nadia", says: "Bonjour Rachid, nous regardons immédiatement." },
      { by: "nadia", notes: "Import des plannings en échec : fuseau horaire absent d'une ligne du fichier de Rennes." },
      {
        by: "nadia",
        says: "Les créneaux sont revenus à 9 h 52. Un planning mal formé bloquait toute la région ; il est maintenant ignoré et signalé.",
        status: "resolved",
      },
      { by: "rachid", does: "confirm" },
    ],
  },
  {
    by: "rachid",
    title: "Ajouter les collectes mobiles de décembre",
    message: "Le fichier des 42 collectes mobiles de décembre est prêt. Comment vous le transmettre ?",
    category: "exploitation",
    story: [{ by: "nadia", says: "Bonjour, vous pouvez le joindre à cette fiche.", status: "waiting-requester" }],
  },
  {
    by: "rachid",
    kind: "change",
    title: "Rappel par SMS la veille du rendez-vous",
    message: "Un rappel la veille réduirait les absences (18 % le mois dernier). Peut-on l'étudier ?",
    category: "evolution",
    story: [
      { by: "oscar", gives: "oscar" },
      {
        by: "oscar",
        says: "Bonjour Rachid, oui. Nous préparons un chiffrage et la note sur les données personnelles.",
      },
    ],
  },
  {
    by: "rachid",
    kind: "incident",
    title: "Deux donneurs inscrits au même créneau",
    message: "À Nantes, deux personnes ont reçu une confirmation pour le même lit, samedi à 10 h 30.",
    category: "correction",
    impact: 2,
    urgency: 2,
    story: [
      { by: "nadia", gives: "nadia" },
      { by: "nadia", notes: "Réservation sans verrou : deux confirmations à 40 ms d'écart." },
    ],
  },
  {
    by: "oscar",
    kind: "release",
    title: "Version 7.1 de la prise de rendez-vous",
    message: "Correction des doubles réservations, nouveau format des plannings.",
    category: "correction",
    story: [{ by: "oscar", sets: { status: "waiting-approval" } }],
  },
  {
    by: "rachid",
    title: "Certificat du site bientôt expiré ?",
    message: "Notre outil de surveillance annonce une expiration dans 20 jours. Est-ce prévu chez vous ?",
    category: "security",
    impact: 4,
    story: [
      {
        by: "nadia",
        says: "Bonjour, oui : le renouvellement automatique passe dans 5 jours. Nous vous confirmerons.",
        status: "resolved",
      },
    ],
  },
  {
    by: "nadia",
    kind: "problem",
    title: "Plannings mal formés acceptés sans contrôle",
    message: "Les fichiers de plannings sont importés sans vérification : une ligne fausse bloque une région.",
    category: "evolution",
    story: [{ by: "nadia", sets: { status: "in-progress" } }],
  },
  {
    by: "rachid",
    title: "Changer le texte de la page d'accueil pour la campagne d'hiver",
    message: "Le texte est validé par la communication, en pièce jointe du courriel d'hier à Oscar.",
    category: "content",
  },
];
