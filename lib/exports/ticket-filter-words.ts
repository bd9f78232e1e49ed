import type { TicketFilter } from "@/lib/tickets/ticket-filter";
import {
  channelWords,
  countableWords,
  initiatorWords,
  kindWords,
  type Language,
  phaseWords,
  priorityWords,
  type Words,
} from "./words";

/** Each filter under the name that it has on the screen. */
const names: Record<Exclude<keyof TicketFilter, "field" | "sort" | "direction">, Words> = {
  workspace: { fr: "Espace", en: "Workspace" },
  project: { fr: "Projet", en: "Project" },
  kind: { fr: "Nature", en: "Kind" },
  phase: { fr: "Avancement", en: "Progress" },
  status: { fr: "Statut", en: "Status" },
  category: { fr: "Typologie", en: "Category" },
  priority: { fr: "Priorité", en: "Priority" },
  channel: { fr: "Reçue par", en: "Received by" },
  initiator: { fr: "À l’initiative de", en: "Initiated by" },
  major: { fr: "Incidents majeurs", en: "Major incidents" },
  form: { fr: "Formulaire", en: "Form" },
  assignee: { fr: "Responsable", en: "Assignee" },
  requester: { fr: "Demandeur", en: "Requester" },
  openedFrom: { fr: "Ouverte depuis le", en: "Opened from" },
  openedTo: { fr: "Ouverte jusqu’au", en: "Opened until" },
  updatedFrom: { fr: "Modifiée depuis le", en: "Updated from" },
  updatedTo: { fr: "Modifiée jusqu’au", en: "Updated until" },
  item: { fr: "Élément de configuration", en: "Configuration item" },
  site: { fr: "Site", en: "Site" },
  counted: { fr: "Comptées comme", en: "Counted as" },
  countedFrom: { fr: "Comptées depuis le", en: "Counted from" },
  countedTo: { fr: "Comptées jusqu’au", en: "Counted until" },
  q: { fr: "Mots ou numéro", en: "Words or number" },
};

const values: Partial<Record<keyof TicketFilter, Record<string, Words>>> = {
  kind: kindWords,
  phase: phaseWords,
  priority: priorityWords,
  channel: channelWords,
  initiator: initiatorWords,
  major: { yes: { fr: "seulement", en: "only" }, no: { fr: "sans eux", en: "without them" } },
  category: { "-": { fr: "aucune", en: "none" } },
  counted: countableWords,
  assignee: { me: { fr: "moi", en: "me" }, nobody: { fr: "personne", en: "nobody" } },
  requester: { me: { fr: "moi", en: "me" } },
};

const orders: Record<TicketFilter["sort"], Words> = {
  updated: { fr: "dernière modification", en: "last update" },
  opened: { fr: "ouverture", en: "opening" },
  priority: { fr: "priorité", en: "priority" },
};

/** What a list asks, in words. */
export function describeTicketFilter(filter: TicketFilter, language: Language): { label: string; value: string }[] {
  const asked = (Object.keys(names) as (keyof typeof names)[]).flatMap((name) => {
    const given = filter[name];
    if (given === undefined || given === "") return [];
    const said = [given].flat().map((one) => values[name]?.[one]?.[language] ?? String(one));
    return [{ label: names[name][language], value: said.join(", ") }];
  });
  const fields = Object.entries(filter.field ?? {}).map(([label, value]) => ({ label, value }));
  return [...asked, ...fields, describeOrder(filter, language)];
}

function describeOrder({ q, sort, direction }: TicketFilter, language: Language) {
  const ascending = !q && direction === "asc";
  const way = { fr: ascending ? "croissante" : "décroissante", en: ascending ? "ascending" : "descending" }[language];
  const order = orders[q ? "opened" : sort][language];
  return { label: { fr: "Tri", en: "Order" }[language], value: `${order}, ${way}` };
}
