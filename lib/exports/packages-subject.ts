import { sql } from "drizzle-orm";
import { z } from "zod";
import { instant, openRows, read, said, where, within } from "./row-subject";
import { type Subject, valuesOf } from "./subject";

const PackageQuery = z.strictObject({
  workspace: z.string().max(60).optional(),
  project: z.string().max(60).toUpperCase().optional(),
  environment: z.string().max(60).optional(),
  state: z.string().max(60).optional(),
});

const names = {
  workspace: { fr: "Espace", en: "Workspace" },
  project: { fr: "Projet", en: "Project" },
  environment: { fr: "Environnement", en: "Environment" },
  state: { fr: "État", en: "State" },
};

/** The packages of the deposits that the person reads. */
export const packagesSubject: Subject = {
  title: { fr: "Paquets déposés", en: "Deposited packages" },
  async open(reading, query) {
    const asked = PackageQuery.parse(valuesOf(query));
    return openRows(reading, {
      columns: [
        read("name", "Nom", "Name", ["text", 36]),
        read("version", "Version", "Version", ["integer", 10]),
        read("label", "Version du déposant", "Depositor’s version", ["text", 18]),
        read("environment", "Environnement", "Environment", ["text", 18]),
        read("kind", "Nature", "Kind", ["text", 16]),
        read("state", "État", "State", ["text", 16]),
        read("project", "Projet", "Project", ["text", 26]),
        read("workspace", "Espace", "Workspace", ["text", 24]),
        read("ticket", "Fiche", "Ticket", ["text", 16]),
        read("size", "Taille (octets)", "Size (bytes)", ["integer", 16], { summed: true }),
        read("sha256", "SHA-256", "SHA-256", ["text", 66], { usual: false }),
        read("depositor", "Déposé par", "Deposited by", ["text", 22]),
        read("deposited", "Déposé le", "Deposited on", ["moment", 17]),
      ],
      select: sql`k.name, k.version, k.label, k.environment, k.kind, k.state, p.name as project, w.name as workspace,
        (select t.reference from ticket t where t.workspace_id = k.workspace_id and t.id = k.ticket_id) as ticket, k.size::float8 as size,
        k.sha256, (select a.name from account a where a.id = k.deposited_by) as depositor, ${instant(sql`k.deposited_at`)} as deposited`,
      from: sql`from package k join project p on p.id = k.project_id join workspace w on w.id = k.workspace_id
        ${where([
          within(sql`k.workspace_id`, reading),
          asked.workspace !== undefined && sql`w.key = ${asked.workspace}`,
          asked.project !== undefined && sql`p.key = ${asked.project}`,
          asked.environment !== undefined && sql`k.environment = ${asked.environment}`,
          asked.state !== undefined && sql`k.state = ${asked.state}`,
        ])}`,
      order: sql`k.deposited_at desc, k.id desc`,
      filters: said(names, asked, reading.language),
    });
  },
};
