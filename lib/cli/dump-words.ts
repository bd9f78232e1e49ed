import type { Part } from "@/lib/reversibility/dump-output";
import type { Fault, FaultKind } from "@/lib/reversibility/fault";
import type { Manifest } from "@/lib/reversibility/manifest";
import type { Conflict, Plan } from "@/lib/reversibility/plan-restoration";
import { byteSize } from "./byte-size";
import { elapsed } from "./progress";

const kinds: Record<FaultKind, (detail: string) => string> = {
  unreadable: (detail) => `illisible : l'archive est tronquée ou abîmée (${detail})`,
  "no-manifest": () => "absent : l'archive est incomplète, son écriture n'a pas été menée à bout",
  newer: (detail) => `écrit par une version plus récente de Guichet (format ${detail}) : mettez Guichet à jour`,
  manifest: (detail) => `n'est pas un sommaire de dump (${detail})`,
  "double-entry": () => "présent deux fois dans l'archive",
  "missing-entry": () => "absent de l'archive",
  "unknown-entry": () => "inconnu : le sommaire n'en parle pas",
  altered: () => "son contenu n'est plus celui qui a été écrit (SHA-256 différent)",
  shape: (detail) => `la ligne n'a pas la forme attendue (${detail})`,
  "double-key": (detail) => `clé déjà vue plus haut (${detail})`,
  nowhere: (detail) => `désigne une ligne qui n'existe pas (${detail})`,
  count: (detail) => `nombre de lignes différent de celui du sommaire (${detail})`,
  "missing-file": (detail) => `le fichier ${detail} manque`,
  "two-accounts": (detail) => `deux comptes ont l'adresse ${detail}`,
  journal: (detail) => `le journal ne se suit plus (${detail})`,
  refused: (detail) => `refusé par la base de données (${detail})`,
};

/** What the commands of reversibility say. */
export const dumpWords = {
  usage: "Dites où écrire : npm run dump -- --workspace culture --out culture.zip [--split 1000 (Mo)]",
  verifyUsage: "Dites quoi vérifier : npm run dump:verify -- culture.zip",
  restoreUsage: "Dites quoi restaurer : npm run restore -- culture.zip [--as clé] [--dry-run]",
  nothingRestored: "Rien n'a été restauré.",
  conflict(conflict: Conflict) {
    if (conflict.kind === "not-empty")
      return `Cette instance n'est pas vide (${conflict.workspaces} espaces, ${conflict.accounts} comptes) : le dump d'une instance entière se restaure dans une instance neuve.`;
    const nouns = { workspace: "L'espace", project: "Le projet", account: "Le compte" };
    return `${nouns[conflict.kind]} « ${conflict.key} » existe déjà ici.`;
  },
  restored: ({ matched, created }: Plan, isTrial: boolean) =>
    `${isTrial ? "Rien ne s'y oppose" : "Restauré"}. Comptes reconnus à leur adresse : ${matched.length} ; créés, à inviter : ${created.length}${created.length > 0 && created.length <= 20 ? ` (${created.join(", ")})` : ""}.`,
  noWorkspace: (key: string) => `Aucun espace n'a la clé « ${key} ».`,
  noFile: (path: string) => `${path} n'existe pas.`,
  alreadyThere: (path: string) => `${path} existe déjà. Supprimez ce fichier ou choisissez un autre nom.`,
  made({ tables, files, snapshotAt }: Manifest, parts: Part[], took: number) {
    const lost =
      files.missing.length > 0
        ? `\nAttention : ${files.missing.length} fichiers manquaient déjà dans le dossier des fichiers ; manifest.json les nomme.`
        : "";
    return `${rowsOf(tables)} lignes, ${files.count} fichiers (${byteSize(files.bytes)}), état du ${snapshotAt}, en ${elapsed(0, took)}.\n${parts.map(({ name, sha256 }) => `${sha256}  ${name}`).join("\n")}${lost}`;
  },
  fault: ({ kind, entry, line, detail }: Fault) =>
    `${entry}${line === undefined ? "" : `, ligne ${line}`} : ${kinds[kind](detail ?? "")}.`,
  holds: ({ tables, files, snapshotAt, workspace }: Manifest, lines: number) =>
    `Le dump ${workspace ? `de l'espace « ${workspace.key} »` : "de l'instance"} est entier : ${rowsOf(tables)} lignes, ${files.count} fichiers (${byteSize(files.bytes)}), ${lines} lignes de journal qui se suivent, état du ${snapshotAt}.`,
  broken: (count: number) => `Ce dump ne tient pas : ${count} ${count > 1 ? "défauts" : "défaut"}.`,
};

function rowsOf(tables: Manifest["tables"]): number {
  return Object.values(tables).reduce((sum, { rows }) => sum + rows, 0);
}
