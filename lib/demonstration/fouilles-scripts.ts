import type { Script } from "./script";

export const fouillesScripts: Script[] = [
  {
    by: "paula",
    title: "Ajouter le chantier de Quimper au catalogue",
    message: "Bonjour, le chantier de Quimper (2024-2026) manque au catalogue. La notice est validée.",
    category: "content",
    story: [{ by: "nadia", says: "Bonjour Paula, la notice est en ligne.", status: "resolved" }],
  },
  {
    by: "paula",
    kind: "incident",
    title: "La carte ne s'affiche pas sur tablette",
    message: "Sur les tablettes de terrain, la carte des chantiers reste blanche. Sur ordinateur elle s'affiche.",
    category: "correction",
    story: [
      { by: "nadia", gives: "nadia" },
      {
        by: "nadia",
        notes: "Tablettes en version ancienne du navigateur : la bibliothèque de cartes ne la prend plus en charge.",
      },
      {
        by: "nadia",
        says: "Bonjour, quelle version du navigateur est installée sur ces tablettes ?",
        status: "waiting-requester",
      },
      { by: "paula", says: "La 102, et nous ne pouvons pas la mettre à jour avant janvier." },
    ],
  },
  {
    by: "oscar",
    kind: "change",
    title: "Remplacer le serveur de cartes",
    message: "Le serveur actuel n'est plus maintenu. Proposition de remplacement au premier trimestre.",
    category: "exploitation",
    story: [{ by: "oscar", sets: { status: "waiting-approval" } }],
  },
  {
    by: "paula",
    title: "Retrouver une notice supprimée par erreur",
    message: "J'ai supprimé hier la notice du site de Lattes. Peut-on la retrouver dans la sauvegarde ?",
    category: "assistance",
    urgency: 2,
    story: [
      { by: "oscar", gives: "nadia" },
      {
        by: "nadia",
        says: "Bonjour Paula, la notice est restaurée telle qu'elle était hier à 3 h. Les photographies aussi.",
        status: "resolved",
      },
      { by: "paula", says: "Merci beaucoup, tout y est." },
    ],
  },
  {
    by: "nadia",
    kind: "incident",
    title: "Espace disque presque plein sur le serveur d'images",
    message: "Occupation à 91 %. Les originaux de 2019 sont stockés en double.",
    category: "exploitation",
    impact: 2,
    urgency: 3,
    story: [{ by: "nadia", sets: { status: "in-progress" } }],
  },
  {
    by: "paula",
    title: "Export des notices pour le rapport annuel",
    message:
      "Il nous faut la liste des notices publiées en 2026 avec leur commune et leur période, pour le rapport annuel.",
    category: "assistance",
    urgency: 4,
  },
];
