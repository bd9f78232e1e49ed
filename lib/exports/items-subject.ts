import { sql } from "drizzle-orm";
import { ItemFilter, itemConditions } from "@/lib/items/item-filter";
import { instant, openRows, read, said, where, within } from "./row-subject";
import { type Subject, valuesOf } from "./subject";
import { levelWords } from "./words";

const names = {
  workspace: { fr: "Espace", en: "Workspace" },
  project: { fr: "Projet", en: "Project" },
  type: { fr: "Type", en: "Type" },
  status: { fr: "État", en: "State" },
  criticality: { fr: "Criticité", en: "Criticality" },
  owner: { fr: "Responsable", en: "Owner" },
  expiresWithin: { fr: "Fin d’ici (jours)", en: "Ends within (days)" },
  q: { fr: "Nom ou clé", en: "Name or key" },
};

/** The configuration items that the person reads. */
export const itemsSubject: Subject = {
  title: { fr: "Éléments de configuration", en: "Configuration items" },
  async open(reading, query) {
    const asked = ItemFilter.parse(valuesOf(query));
    const { language } = reading;
    const levels = Object.fromEntries(Object.entries(levelWords).map(([level, words]) => [level, words[language]]));
    return openRows(reading, {
      columns: [
        read("name", "Nom", "Name", ["text", 34]),
        read("type", "Type", "Type", ["text", 22]),
        read("status", "État", "State", ["text", 14]),
        read("criticality", "Criticité", "Criticality", ["text", 12], { words: levels }),
        read("project", "Projet", "Project", ["text", 26]),
        read("workspace", "Espace", "Workspace", ["text", 24]),
        read("owner", "Responsable", "Owner", ["text", 22]),
        read("startsOn", "Depuis le", "From", ["date", 12]),
        read("expiresOn", "Expire le", "Expires on", ["date", 12]),
        read("key", "Clé externe", "External key", ["text", 26]),
        read("values", "Caractéristiques", "Values", ["text", 48], { usual: false }),
        read("updated", "Modifié", "Updated", ["moment", 17]),
        read("created", "Créé", "Created", ["moment", 17], { usual: false }),
      ],
      select: sql`i.name, ${language === "fr" ? sql`y.label_fr` : sql`y.label_en`} as type, i.status, i.criticality, p.name as project,
        w.name as workspace, (select a.name from account a where a.id = i.owner_id) as owner, i.starts_on::text as "startsOn",
        i.expires_on::text as "expiresOn", i.external_key as key,
        (select string_agg(v.key || ' : ' || v.value, E'\n' order by v.key) from jsonb_each_text(i.values) v) as values,
        ${instant(sql`i.updated_at`)} as updated, ${instant(sql`i.created_at`)} as created`,
      from: sql`from item i join item_type y on y.workspace_id = i.type_workspace_id and y.id = i.type_id
        left join project p on p.id = i.project_id left join workspace w on w.id = i.workspace_id
        ${where([within(sql`i.workspace_id`, reading), ...itemConditions(asked, reading.tx.asking.accountId)])}`,
      order: sql`i.name, i.id`,
      filters: said(names, asked, language),
    });
  },
};
