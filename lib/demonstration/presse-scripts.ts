import type { Script } from "./script";

export const presseScripts: Script[] = [
  {
    by: "camille",
    title: "Ouvrir l'espace presse du festival",
    message:
      "Le festival commence le 12. Nous avons besoin d'une page avec le dossier de presse, les visuels et le formulaire d'accréditation.",
    category: "evolution",
    urgency: 2,
    story: [
      { by: "oscar", gives: "nadia" },
      {
        by: "nadia",
        says: "Bonjour Camille, la page est prête en pré-production. Les visuels font 400 Mo au total : préférez-vous un lien par visuel ou une archive ?",
        status: "waiting-requester",
      },
      { by: "camille", says: "Un lien par visuel, et l'archive en plus si c'est simple." },
    ],
  },
  {
    by: "jules",
    kind: "incident",
    title: "Les vignettes des communiqués ne s'affichent plus",
    message: "Sur la liste des communiqués, les vignettes sont remplacées par un carré gris depuis hier.",
    category: "correction",
    story: [
      { by: "nadia", gives: "nadia" },
      {
        by: "nadia",
        says: "Bonjour, les vignettes sont rétablies : un dossier n'avait pas été copié lors de la mise en production.",
        status: "resolved",
      },
      { by: "jules", does: "confirm" },
    ],
  },
  {
    by: "camille",
    kind: "change",
    title: "Passer les accréditations à un compte unique par média",
    message:
      "Aujourd'hui chaque journaliste a son compte. Nous voudrions un compte par média, avec plusieurs personnes.",
    category: "evolution",
    story: [
      {
        by: "oscar",
        notes:
          "À rapprocher de la règle : un compte, une personne. Proposer une organisation plutôt qu'un compte partagé.",
      },
      {
        by: "oscar",
        says: "Bonjour Camille, un compte partagé ne nous permettrait plus de savoir qui a fait quoi. Nous vous proposons plutôt de rattacher plusieurs comptes à un même média.",
      },
    ],
  },
  {
    by: "ines",
    title: "Remplacer le communiqué du 4 novembre",
    message:
      "Une coquille s'est glissée dans le communiqué du 4 novembre. Le fichier corrigé est dans le dossier partagé.",
    category: "content",
    urgency: 2,
    story: [{ by: "camille", says: "Fait à l'instant.", status: "resolved" }],
  },
  {
    by: "nadia",
    kind: "problem",
    title: "Copies incomplètes lors des mises en production",
    message: "Deux incidents en un mois viennent de dossiers oubliés lors de la copie. Revoir la procédure.",
    category: "exploitation",
    story: [{ by: "nadia", gives: "oscar" }],
  },
  {
    by: "paula",
    title: "Recevoir les communiqués par courriel",
    message: "Est-il possible de s'abonner aux communiqués d'un seul musée ?",
    category: "assistance",
    impact: 4,
    urgency: 4,
  },
  {
    by: "camille",
    kind: "release",
    title: "Version 2.3 de l'espace presse",
    message: "Contenu attendu : page du festival, abonnements par établissement, correction des vignettes.",
    category: "evolution",
    story: [{ by: "camille", sets: { status: "waiting-approval" } }],
  },
];
