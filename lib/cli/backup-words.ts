import type { BackupEnd, BackupTrouble } from "@/lib/backups/backup";
import type { BackupFileFault } from "@/lib/backups/copy-store";
import type { TakenBackup } from "@/lib/backups/take-backup";
import type { AlteredFile } from "@/lib/backups/verify-backup";
import { byteSize } from "./byte-size";

/** Every sentence of the commands that take, verify and restore backups. */
export const backupWords = {
  backupUse:
    "Dites où sauvegarder : npm run backup -- --out /mnt/sauvegardes (avec --keep 14 : les quatorze dernières seulement)",
  verifyUse: "Dites quelle sauvegarde vérifier : npm run backup:verify -- /mnt/sauvegardes/2026-11-24T020000Z",
  restoreUse:
    "Dites quelle sauvegarde, et quel dossier neuf : npm run backup:restore -- /mnt/sauvegardes/2026-11-24T020000Z --data ./data-restauree",

  outInUse: (out: string) => `Une autre sauvegarde est en cours dans ${out}. Attendez qu'elle finisse.`,
  outInData: (out: string, data: string) =>
    `${out} est dans le dossier des données (${data}) : la sauvegarde serait perdue avec lui. Choisissez un autre dossier, sur un autre disque.`,
  secretElsewhere: (folder: string) =>
    `Le secret de l'instance n'est pas dans ${folder} : elle tourne avec GUICHET_SECRET. Donnez-le aussi à cette commande.`,
  secretApart:
    "Le secret de l'instance vient de GUICHET_SECRET et n'est pas dans la sauvegarde : gardez-le ailleurs, il faudra le rendre.",
  fileFault: ({ fault, key, row }: BackupFileFault) => `  ${faults[fault]} : ${key} (${row.of} ${row.id})`,
  taken: ({ folder, at, files, linked, removed }: TakenBackup, size: string, duration: string) =>
    [
      `Sauvegarde entière : ${folder}`,
      `${many(files, "fichier")}, ${size}, dont ${many(linked, "fichier")} déjà dans la précédente ; état du ${moment(at)}, en ${duration}.`,
      ...(removed > 0 ? [`${many(removed, "ancienne")} effacée${removed > 1 ? "s" : ""}.`] : []),
    ].join("\n"),
  takenWithFaults: (count: number) =>
    `La sauvegarde est entière, mais ${many(count, "fichier")} de l'instance n'${count > 1 ? "étaient" : "était"} plus ce que la base connaît (ci-dessus). Lancez npm run files:verify, et reprenez-les d'une sauvegarde plus ancienne.`,

  alteredFile: ({ path, fault }: AlteredFile) => `  ${faults[fault]} : ${path}`,
  backupWhole: ({ at, files }: BackupEnd, size: string) =>
    `La sauvegarde est intacte : ${many(files, "fichier")}, ${size} relus, état du ${moment(at)}.`,
  backupBroken: (folder: string, count: number) =>
    `La sauvegarde ${folder} n'est pas intacte : ${many(count, "fichier")} ci-dessus. Rien n'a été restauré ; prenez-en une autre. Effacez ces fichiers : la prochaine sauvegarde les reprendra de l'instance.`,

  dataNotEmpty: (data: string) =>
    `${data} n'est pas vide. On restaure dans un dossier neuf : rien de ce qui existe n'est écrasé.`,
  dataInBackup: (data: string) => `${data} est dans la sauvegarde elle-même. Choisissez un dossier ailleurs.`,
  secretNeeded:
    "Cette sauvegarde vient d'une instance dont le secret était donné par GUICHET_SECRET. Donnez le même à cette commande.",
  databaseNeeded:
    "Cette sauvegarde est celle d'un PostgreSQL qui n'est pas celui de Guichet. Créez-y une base vide et donnez son adresse dans DATABASE_URL.",
  restored: ({ at }: BackupEnd, data: string, sessions: number, duration: string, isDump: boolean) =>
    [
      `Restauré dans ${data} : état du ${moment(at)}, en ${duration}.`,
      `Le secret et les comptes sont ceux de la sauvegarde. ${sessions > 0 ? `${many(sessions, "session")} ${sessions > 1 ? "ont été fermées" : "a été fermée"} : chacun` : "Aucune session n'est ouverte : chacun"} se reconnecte.`,
      `Pour démarrer : GUICHET_DATA=${data} ${isDump ? "DATABASE_URL=… " : ""}npm start`,
    ].join("\n"),

  refused: (trouble: BackupTrouble): string => sentenceOf(trouble),
} as const;

const faults = {
  missing: "absent",
  altered: "altéré",
  gone: "retiré pendant la sauvegarde",
} satisfies Record<BackupFileFault["fault"], string>;

const many = (count: number, noun: string) => `${count.toLocaleString("fr-FR")} ${noun}${count > 1 ? "s" : ""}`;

const moment = (at: string) =>
  new Date(at).toLocaleString("fr-FR", { dateStyle: "long", timeStyle: "medium", timeZone: "Europe/Paris" });

function sentenceOf(trouble: BackupTrouble): string {
  switch (trouble.code) {
    case "out-not-ours":
      return `${trouble.folder} contient autre chose que des sauvegardes de Guichet (${trouble.found}). Donnez un dossier neuf, ou vide.`;
    case "no-room":
      return `Il n'y a plus assez de place sur le disque de ${trouble.folder} : il faut encore ${byteSize(trouble.needed)}. La sauvegarde commencée a été retirée, les autres sont intactes. Libérez de la place, ou gardez-en moins avec --keep.`;
    case "not-a-backup":
      return `${trouble.folder} n'est pas une sauvegarde de Guichet : on n'y trouve pas le fichier manifest.jsonl attendu.`;
    case "manifest-altered":
      return `La liste des fichiers de ${trouble.folder} (manifest.jsonl) a été altérée, à la ligne ${trouble.line} ou avant. Rien n'a été restauré ; prenez une autre sauvegarde.`;
    case "manifest-cut":
      return `La liste des fichiers de ${trouble.folder} (manifest.jsonl) s'arrête avant sa fin : cette sauvegarde n'est pas entière. Prenez-en une autre.`;
    case "newer":
      return `Cette sauvegarde vient d'une version plus récente de Guichet (schéma ${trouble.migrations}, celui-ci connaît ${trouble.known}). Restaurez-la avec cette version-là.`;
    case "changed-while-read":
      return `${trouble.path} a changé pendant la restauration : le disque ou le réseau de la sauvegarde n'est pas fiable. Rien n'a été restauré.`;
    case "tablespace":
      return "La base a des espaces de tables hors de son dossier (create tablespace), que cette commande ne sait pas reprendre. Sauvegardez-la avec pg_basebackup.";
    default:
      return sentenceOfDatabase(trouble);
  }
}

type OfDatabase = Extract<
  BackupTrouble,
  { code: "database-left" | "wal-missing" | "no-tool" | "tool-failed" | "cannot-read-all" | "database-not-empty" }
>;

function sentenceOfDatabase(trouble: OfDatabase): string {
  switch (trouble.code) {
    case "database-left":
      return "La base de données s'est arrêtée pendant la sauvegarde, qui a été retirée. Relancez la commande.";
    case "wal-missing":
      return `PostgreSQL n'a plus le journal ${trouble.segment}, sans lequel la copie n'est pas cohérente. La sauvegarde a été retirée ; relancez la commande.`;
    case "no-tool":
      return `${trouble.tool} est introuvable. Le PostgreSQL de DATABASE_URL se sauvegarde avec ses propres outils : installez le paquet postgresql-client-18 (ou plus récent), puis relancez.`;
    case "tool-failed":
      return `${trouble.tool} a échoué : ${trouble.said}${/version mismatch/.test(trouble.said) ? "\nInstallez le paquet postgresql-client-18 (ou plus récent), puis relancez." : ""}`;
    case "cannot-read-all":
      return `Le rôle ${trouble.role} ne peut pas tout lire : les murs entre espaces valent aussi pour lui. Donnez dans BACKUP_DATABASE_URL l'adresse d'un rôle réservé aux sauvegardes : create role guichet_backup login bypassrls password '…' in role pg_read_all_data`;
    case "database-not-empty":
      return "La base de DATABASE_URL n'est pas vide. On restaure dans une base neuve : rien de ce qui existe n'est écrasé.";
  }
}
