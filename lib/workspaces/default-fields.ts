import type { FieldChoice, FieldType } from "./field";

type Kind = "incident" | "request" | "problem" | "change" | "release";

interface DefaultField {
  code: string;
  type: FieldType;
  kinds: Kind[];
  labelFr: string;
  labelEn: string;
  choices?: FieldChoice[];
}

const long = (code: string, kinds: Kind[], labelFr: string, labelEn: string): DefaultField => ({
  code,
  type: "longText",
  kinds,
  labelFr,
  labelEn,
});

const impactOnService: FieldChoice[] = [
  { code: "none", labelFr: "Aucun", labelEn: "None" },
  { code: "degraded", labelFr: "Service dégradé", labelEn: "Degraded service" },
  { code: "partial", labelFr: "Coupure partielle", labelEn: "Partial outage" },
  { code: "total", labelFr: "Coupure totale", labelEn: "Total outage" },
];

const broadcast: FieldChoice[] = [
  { code: "activate", labelFr: "Activer", labelEn: "Activate" },
  { code: "deactivate", labelFr: "Désactiver", labelEn: "Deactivate" },
];

/** What the tickets of a workspace can say at its birth beside what all tickets say, in this order. */
export const defaultFields: DefaultField[] = [
  long("cause", ["incident", "problem"], "Cause", "Cause"),
  long("workaround", ["incident"], "Contournement appliqué", "Workaround applied"),
  {
    code: "impact-on-service",
    type: "choice",
    kinds: ["incident", "change", "release"],
    labelFr: "Conséquence sur le service",
    labelEn: "Impact on service",
    choices: impactOnService,
  },
  long("test-plan", ["change", "release"], "Plan de test", "Test plan"),
  long("rollback-plan", ["change", "release"], "Plan de retour arrière", "Rollback plan"),
  { code: "site", type: "text", kinds: ["incident", "request"], labelFr: "Site ou domaine", labelEn: "Site or domain" },
  long("addresses", ["request"], "Adresses ou chemins concernés", "Addresses or paths concerned"),
  long("cache-rule", ["request"], "Règle de cache souhaitée", "Wanted cache rule"),
  {
    code: "broadcast",
    type: "choice",
    kinds: ["request"],
    labelFr: "Diffusion du site",
    labelEn: "Broadcast of the site",
    choices: broadcast,
  },
  {
    code: "wanted-at",
    type: "moment",
    kinds: ["request", "change"],
    labelFr: "À faire le",
    labelEn: "To be done on",
  },
  { code: "period-from", type: "date", kinds: ["request"], labelFr: "Du", labelEn: "From" },
  { code: "period-to", type: "date", kinds: ["request"], labelFr: "Au", labelEn: "To" },
  long("legal-ground", ["request"], "Motif ou cadre de la demande", "Reason or legal ground"),
];
