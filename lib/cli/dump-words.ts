import type { Part } from "@/lib/reversibility/dump-output";
import type { Manifest } from "@/lib/reversibility/manifest";
import { elapsed } from "./progress";

/** What the commands of reversibility say. */
export const dumpWords = {
  usage: "Dites où écrire : npm run dump -- --workspace culture --out culture.zip [--split 1000 (Mo)]",
  noWorkspace: (key: string) => `Aucun espace n'a la clé « ${key} ».`,
  alreadyThere: (path: string) => `${path} existe déjà. Supprimez ce fichier ou choisissez un autre nom.`,
  made({ tables, files, snapshotAt }: Manifest, parts: Part[], took: number) {
    const rows = Object.values(tables).reduce((sum, table) => sum + table.rows, 0);
    const lost =
      files.missing.length > 0
        ? `\nAttention : ${files.missing.length} fichiers manquaient déjà dans le dossier des fichiers ; manifest.json les nomme.`
        : "";
    return `${rows} lignes, ${files.count} fichiers (${Math.round(files.bytes / 1e6)} Mo), état du ${snapshotAt}, en ${elapsed(0, took)}.\n${parts.map(({ name, sha256 }) => `${sha256}  ${name}`).join("\n")}${lost}`;
  },
};
