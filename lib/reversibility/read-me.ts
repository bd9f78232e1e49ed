import type { DumpColumn, DumpTable } from "./dump-table";
import { columnsLeftOut, tablesLeftOut } from "./left-out";
import { columnWords, tableWords } from "./read-me-words";
import type { Scope } from "./scope";
import { entryOf } from "./tables";

/** LISEZMOI.md: every file and every field, for who has this archive and no Guichet. */
export function readMe(tables: DumpTable[], { workspace }: Scope): string {
  return [
    "# Données de Guichet",
    workspace
      ? `Cette archive contient toutes les données de l'espace « ${workspace.key} ».`
      : "Cette archive contient toutes les données de l'instance.",
    "Elles sont telles qu'elles étaient à un seul et même instant (`snapshotAt` dans `manifest.json`). Rien de Guichet n'est nécessaire pour les lire.",
    general,
    "## Les tables",
    "Un fichier `.jsonl` par table : une ligne par enregistrement, un objet JSON par ligne. `csv/` contient les mêmes données pour un tableur, et `schemas/` un schéma JSON par table.",
    ...tables.map(describe),
    "## Ce que l'archive ne contient pas",
    ...Object.entries(tablesLeftOut).map(([name, reason]) => `- \`${name}\` : ${reason}`),
    ...Object.entries(columnsLeftOut).map(([name, reason]) => `- \`${name}\` : ${reason}`),
    "",
  ].join("\n\n");
}

const general = `## Comment la lire

| fichier | contenu |
| --- | --- |
| \`manifest.json\` | ce que l'archive contient : décomptes, SHA-256 de chaque entrée, têtes du journal. Écrit en dernier : sans lui, l'archive est incomplète |
| \`tables/*.jsonl\` | les données, en UTF-8 ; les dates suivent la RFC 3339, en temps universel |
| \`journal/event.jsonl\`, \`journal/chain.jsonl\` | le journal et les têtes de ses chaînes ; \`journal/seals/\` : les scellés remis aux deux parties |
| \`files/<aa>/<sha256>\` | les fichiers joints et déposés, sous leur empreinte ; leur nom d'origine est dans la table qui les cite |
| \`mails/<aa>/<sha256>.eml\` | les courriels reçus, tels qu'ils sont arrivés |
| \`files.jsonl\` | la liste des fichiers et des courriels, avec leur taille et leur empreinte |
| \`schemas/*.json\` | un schéma JSON (2020-12) par table |
| \`csv/*.csv\` | les mêmes tables pour un tableur (point-virgule, UTF-8) ; une apostrophe précède un texte qui aurait pu passer pour une formule |
| \`diagramme.mmd\` | les tables et leurs liens, au format Mermaid |

Une ligne en désigne une autre par son identifiant : « → table.colonne » ci-dessous. Les empreintes se vérifient avec n'importe quel outil (\`sha256sum\`) ; \`npm run dump:verify\` vérifie l'ensemble.`;

function describe(table: DumpTable): string {
  const rows = table.columns.map((column) => `| ${column.name} | ${typeWords(column)} | ${meaning(table, column)} |`);
  return [
    `### ${table.name} — \`${entryOf(table)}\``,
    `${tableWords[table.name]}.`,
    ["| champ | type | sens |", "| --- | --- | --- |", ...rows].join("\n"),
  ].join("\n\n");
}

function meaning({ references, files }: DumpTable, { name, values }: DumpColumn): string {
  const found = references.find(({ columns }) => columns.at(-1) === name);
  const file = files.find(({ sha256 }) => sha256 === name);
  return [
    columnWords[name],
    found && `→ ${found.table}.${found.keys.at(-1)}`,
    file && `→ ${file.folder}/`,
    values?.map((value) => `\`${value}\``).join(", "),
  ]
    .filter(Boolean)
    .join(" ; ");
}

const types: Record<string, string> = {
  uuid: "identifiant (UUID)",
  text: "texte",
  "timestamp (3) with time zone": "moment",
  date: "jour",
  smallint: "entier",
  integer: "entier",
  bigint: "entier",
  boolean: "vrai ou faux",
  jsonb: "JSON",
  "text[]": "liste de textes",
  "integer[]": "liste d'entiers",
};

function typeWords({ type, nullable }: DumpColumn): string {
  return `${types[type] ?? type}${nullable ? ", ou rien" : ""}`;
}
