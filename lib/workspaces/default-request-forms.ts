import type { FormQuestion } from "./request-form";

interface DefaultForm {
  code: string;
  labelFr: string;
  labelEn: string;
  descriptionFr: string;
  descriptionEn: string;
  category: string;
  urgency: number;
  title: string;
  message: string;
  questions: FormQuestion[];
}

const must = (...codes: string[]): FormQuestion[] => codes.map((field) => ({ field, required: true }));
const may = (...codes: string[]): FormQuestion[] => codes.map((field) => ({ field, required: false }));

/** The service catalogue of a workspace at its birth, in this order. */
export const defaultRequestForms: DefaultForm[] = [
  {
    code: "vider-le-cache",
    labelFr: "Vider le cache",
    labelEn: "Empty the cache",
    descriptionFr: "Une page publiée n’apparaît pas, ou s’affiche dans son ancienne version.",
    descriptionEn: "A page that was published does not show, or shows as it was before.",
    category: "exploitation",
    urgency: 2,
    title: "Vider le cache de {site}",
    message: "Merci de vider le cache.",
    questions: [...must("site"), ...may("addresses")],
  },
  {
    code: "modifier-une-regle-de-cache",
    labelFr: "Modifier une règle de cache",
    labelEn: "Change a cache rule",
    descriptionFr: "Garder certaines pages plus ou moins longtemps, ou ne plus les garder.",
    descriptionEn: "Keep some pages for a longer or a shorter time, or no longer keep them.",
    category: "exploitation",
    urgency: 3,
    title: "Modifier une règle de cache de {site}",
    message: "Merci de modifier la règle de cache.",
    questions: [...must("site", "addresses", "cache-rule"), ...may("wanted-at")],
  },
  {
    code: "activer-ou-desactiver-la-diffusion",
    labelFr: "Activer ou désactiver la diffusion d’un site",
    labelEn: "Start or stop the broadcast of a site",
    descriptionFr: "Mettre un site en ligne, ou ne plus le montrer.",
    descriptionEn: "Put a site online, or no longer show it.",
    category: "exploitation",
    urgency: 2,
    title: "Diffusion de {site} : {broadcast}",
    message: "",
    questions: [...must("site", "broadcast"), ...may("wanted-at")],
  },
  {
    code: "obtenir-les-journaux-de-connexion",
    labelFr: "Obtenir les journaux de connexion",
    labelEn: "Get the access logs",
    descriptionFr:
      "Qui s’est connecté, et quand. Le motif est nécessaire : ces journaux sont des données personnelles.",
    descriptionEn: "Who connected, and when. A reason is needed: these logs are personal data.",
    category: "security",
    urgency: 3,
    title: "Journaux de connexion de {site}",
    message: "Merci de nous transmettre les journaux de connexion.",
    questions: must("site", "period-from", "period-to", "legal-ground"),
  },
  {
    code: "obtenir-une-assistance",
    labelFr: "Obtenir une assistance",
    labelEn: "Get assistance",
    descriptionFr: "Une question, un doute, un accompagnement à prévoir.",
    descriptionEn: "A question, a doubt, help to be planned.",
    category: "assistance",
    urgency: 3,
    title: "",
    message: "",
    questions: may("site", "wanted-at"),
  },
];
