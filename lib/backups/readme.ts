import type { BackupHeader } from "./backup";

/** What whoever finds this folder one day reads first. */
export function readmeOf({ startedAt, database, postgres, secret }: BackupHeader): string {
  const base =
    database === "cluster"
      ? `postgres/       la base de données (PostgreSQL ${postgres}), fichier par fichier, avec les journaux qui la rendent cohérente`
      : `base.dump       la base de données (PostgreSQL ${postgres}), au format de pg_dump --format=custom`;
  return [
    `Sauvegarde de Guichet commencée le ${startedAt} (UTC).`,
    "",
    base,
    "files/          les fichiers déposés, sous la clé que la base connaît",
    "data/           le reste du dossier des données : le secret, les sceaux du journal",
    "manifest.jsonl  chaque fichier avec sa taille et son empreinte SHA-256 ; sa dernière ligne dit qu'il est entier",
    "",
    "La vérifier :   npm run backup:verify -- <ce dossier>",
    "La restaurer :  npm run backup:restore -- <ce dossier> --data <dossier neuf>",
    "",
    "Ne modifiez rien ici : les fichiers identiques sont partagés avec les autres sauvegardes du même dossier.",
    secret === "here"
      ? "Elle contient le secret de l'instance : qui la lit peut tout lire."
      : "Elle ne contient pas le secret de l'instance, donné par GUICHET_SECRET : gardez-le ailleurs, il faudra le rendre.",
    "",
  ].join("\n");
}
