import type { openTicket } from "@/lib/tickets/open-ticket";
import type { Person } from "./script";

/** What is opened; the title is what it is known by when seeding goes on. */
export type Told = Parameters<typeof openTicket>[1] & { title: string };
type Story = Told & { by: Person };

/** One of each form of the catalogue. */
export const filledForms: (Story & { answer?: { text: string; status?: string } })[] = [
  {
    by: "ines",
    project: "PORTAIL",
    form: "vider-le-cache",
    title: "Vider le cache de demarches.culture.example",
    fields: { site: "demarches.culture.example", addresses: "/calendrier\n/subventions/2027" },
    message: "Le nouveau calendrier est publié depuis une heure et n’apparaît toujours pas.",
    answer: { text: "C’est fait, les deux pages sont à jour. Bonne journée.", status: "resolved" },
  },
  {
    by: "jules",
    project: "PORTAIL",
    form: "modifier-une-regle-de-cache",
    title: "Garder moins longtemps les pages d’actualité",
    fields: {
      site: "demarches.culture.example",
      addresses: "/actualites/*",
      "cache-rule": "Ne pas garder ces pages plus de cinq minutes.",
      "wanted-at": "2026-12-01T07:00:00Z",
    },
  },
  {
    by: "camille",
    project: "PRESSE",
    form: "activer-ou-desactiver-la-diffusion",
    title: "Mettre en ligne l’espace presse du festival",
    fields: { site: "festival.presse.culture.example", broadcast: "activate", "wanted-at": "2026-12-03T08:00:00Z" },
    answer: {
      text: "C’est noté pour le 3 décembre à 9 h. Souhaitez-vous une vérification la veille ?",
      status: "waiting-requester",
    },
  },
  {
    by: "camille",
    project: "PORTAIL",
    form: "obtenir-les-journaux-de-connexion",
    title: "Journaux de connexion de l’outil de publication",
    fields: {
      site: "publication.culture.example",
      "period-from": "2026-11-02",
      "period-to": "2026-11-06",
      "legal-ground": "Vérification demandée par la direction des systèmes d’information après un compte resté ouvert.",
    },
  },
  {
    by: "jules",
    project: "PORTAIL",
    form: "obtenir-une-assistance",
    title: "Préparer l’ouverture de la campagne de licences",
    message: "Nous ouvrons la campagne dans un mois : pouvons-nous en parler une demi-heure avec vous ?",
  },
];

/** Three incidents of one cause. */
export const outages = {
  problem: {
    project: "PORTAIL",
    kind: "problem",
    title: "Le dépôt d’un dossier se ferme sans rien enregistrer",
    message:
      "Trois signalements en deux jours : après une pause, la page de dépôt se ferme et ce qui était saisi est perdu.",
    category: "correction",
    impact: 2,
    urgency: 2,
  } satisfies Told,
  cause: "La session de l’outil de dépôt se termine au bout de vingt minutes, sans prévenir la page.",
  workaround:
    "Utilisez le bouton « Enregistrer le brouillon » avant toute pause de plus d’un quart d’heure. Les brouillons sont gardés.",
  incidents: [
    {
      by: "ines",
      project: "PORTAIL",
      kind: "incident",
      title: "Un dossier saisi pendant une heure a disparu",
      message: "Une association a perdu toute sa saisie en revenant de sa pause.",
    },
    {
      by: "jules",
      project: "PORTAIL",
      kind: "incident",
      title: "Retour à l’accueil au milieu d’une demande de licence",
      message: "La page est revenue à l’accueil au moment de joindre une pièce.",
    },
    {
      by: "paula",
      project: "PORTAIL",
      kind: "incident",
      title: "Saisie perdue après le déjeuner",
      message: "Même chose pour moi, deux fois cette semaine.",
    },
  ] satisfies Story[],
};

export const majorIncident = {
  incident: {
    project: "PRESSE",
    kind: "incident",
    title: "Espace presse indisponible",
    message: "L’espace presse ne répond plus depuis 9 h 40. Nos équipes sont mobilisées.",
    category: "exploitation",
    impact: 1,
    urgency: 1,
    fields: { "impact-on-service": "total" },
  } satisfies Told,
  reason: "Tout l’espace presse est arrêté le jour d’une conférence ministérielle.",
  touched: [
    {
      by: "camille",
      project: "PRESSE",
      kind: "incident",
      title: "Impossible de publier le communiqué de 11 h",
      message: "L’outil ne répond pas, le communiqué doit partir à 11 h.",
      urgency: 1,
    },
    {
      by: "jules",
      project: "PRESSE",
      kind: "incident",
      title: "Les journalistes ne peuvent plus télécharger les photos",
      message: "Deux rédactions nous appellent.",
    },
  ] satisfies Story[],
  communications: [
    "Un équipement réseau est en panne ; son remplaçant est en cours de mise en service. Prochain point à 10 h 30.",
    "Le service revient progressivement. Les communiqués peuvent de nouveau être publiés. Prochain point à 11 h 30.",
  ],
};

/** What the titulaire does of its own accord. */
export const operations: Story[] = [
  {
    by: "nadia",
    project: "PORTAIL",
    initiator: "titulaire",
    title: "Renouvellement du certificat du portail",
    message: "Renouvellement annuel du certificat, sans coupure.",
    category: "exploitation",
    impact: 4,
    urgency: 4,
  },
  {
    by: "nadia",
    project: "DON",
    initiator: "titulaire",
    channel: "monitoring",
    title: "Disque de sauvegarde rempli à 85 %",
    message: "Signalé par la supervision : nettoyage des anciennes sauvegardes.",
    category: "exploitation",
    impact: 4,
    urgency: 3,
  },
];
