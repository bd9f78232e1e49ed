import type { StoreName } from "@/lib/files/storage";
import type { FileFault, VerifiedFiles } from "@/lib/files/verify-files";
import type { SealFault } from "@/lib/journal/seal";
import type { BrokenLink } from "@/lib/journal/verify-journal";

/** Every sentence that the commands say. In French: whoever installs Guichet reads these before any language is chosen. */
export const words = {
  diskFull: (where: string) =>
    `Le disque est plein (${where}). Libérez de la place, puis relancez la commande : rien de ce qui était enregistré n'est perdu.`,
  littleRoom: (folder: string, left: number, needed: number) =>
    `Il ne reste que ${left} Mo sur le disque de ${folder}, il en faut ${needed}. Libérez de la place ou choisissez un autre dossier avec GUICHET_DATA.`,
  notWritable: (path: string) =>
    `${path} n'est pas accessible en écriture à cet utilisateur. Changez ses droits, ou choisissez un autre dossier avec GUICHET_DATA.`,
  notAFolder: (path: string) =>
    `${path} devrait être un dossier et n'en est pas un. Déplacez ce fichier, ou choisissez un autre dossier avec GUICHET_DATA.`,
  unexpected: (message: string) => `Erreur inattendue : ${message} (le détail s'affiche avec GUICHET_DEBUG=1)`,
  badSetting: (name: string, value: string) =>
    `Le réglage ${name} n'est pas valable : « ${value} ». Corrigez-le ou retirez-le ; .env.example dit ce qui est attendu.`,

  fileUnreadable: (setting: string, path: string) =>
    `Le fichier ${path}, que nomme ${setting}, ne peut pas être lu. Vérifiez qu'il existe et que cet utilisateur peut le lire, ou retirez ce réglage.`,
  notACertificate: (setting: string, path: string) =>
    setting === "MAIL_TLS_KEY"
      ? `${path}, que nomme MAIL_TLS_KEY, n'est pas une clé privée au format PEM, ou n'est pas celle du certificat de MAIL_TLS_CERT.`
      : `${path}, que nomme ${setting}, n'est pas un certificat au format PEM.`,
  emailsAt: (url: string, count: number) => `${count} courriels à regarder : ${url} (Ctrl-C pour arrêter)`,

  portBusy: (host: string, port: number, setting: string) =>
    setting === "PORT"
      ? `Le port ${port} est déjà pris par un autre programme. Arrêtez-le, ou choisissez un autre port, par exemple : PORT=${port + 1} npm run demo`
      : `L'adresse de réception du courrier, ${host}:${port}, est déjà prise par un autre programme. Arrêtez-le, ou choisissez-en une autre, par exemple : ${setting}=${host}:${port + 1} npm run demo`,
  portReserved: (port: number, setting: string) =>
    `Le port ${port} est réservé à l'administrateur de la machine. Choisissez-en un au-dessus de 1024 avec ${setting}.`,
  addressUnknown: (host: string, port: number, setting: string) =>
    `Impossible d'écouter sur ${host}:${port} : cette machine n'a pas cette adresse. Corrigez ${setting === "PORT" ? "GUICHET_HOST" : setting}.`,

  alreadyRunning: (folder: string, url: string | undefined, pid: number | undefined) =>
    `Guichet tourne déjà sur le dossier ${folder}${url ? `, à l'adresse ${url}` : ""}. Arrêtez-le${pid ? ` (Ctrl-C dans son terminal, ou : kill ${pid})` : ""}, ou choisissez un autre dossier avec GUICHET_DATA.`,
  folderInUse: (folder: string) =>
    `Une autre commande travaille encore sur le dossier ${folder}. Réessayez dans un instant.`,
  noInstance: "Aucune instance de Guichet ici : lancez d'abord npm run demo ou npm start, ou réglez DATABASE_URL.",
  severalInstances: (folders: string[]) =>
    `Plusieurs instances de Guichet sont ici (${folders.join(", ")}). Dites laquelle, par exemple : GUICHET_DATA=${folders[0]}`,

  clusterBroken: (folder: string, missing: string) =>
    `La base de données dans ${folder} est incomplète (il manque ${missing}). Restaurez ce dossier d'une sauvegarde, ou déplacez-le pour repartir d'une base vide.`,
  clusterTooOld: (folder: string, version: string, wanted: string) =>
    `La base de données dans ${folder} est d'une autre version de PostgreSQL (${version} au lieu de ${wanted}). Reprenez la version de Guichet qui l'a créée, ou restaurez-en une sauvegarde dans un dossier neuf.`,
  clusterMissing: (folder: string, pointer: string) =>
    `${pointer} dit que la base de données est dans ${folder}, qui n'existe plus. Restaurez ce dossier d'une sauvegarde, ou supprimez ${pointer} pour repartir d'une base vide.`,
  clusterOfAnother: (folder: string, owner: string) =>
    `La base de données de ce dossier de données est celle de ${owner}, dont il est une copie (${folder}). Supprimez de la copie le fichier qui le dit, ou choisissez un autre dossier avec GUICHET_DATA.`,
  clusterUnreachable: (folder: string, user: string) =>
    `L'utilisateur ${user}, qui fait tourner la base de données, ne peut pas atteindre ${folder}. Rendez ses dossiers parents traversables (chmod o+x), ou déplacez le dossier de données.`,
  clusterSecret: (folder: string) =>
    `La base de données refuse le mot de passe tiré du secret de l'instance : ce n'est plus celui du premier démarrage. Remettez le fichier ${folder}/secret d'origine, ou la variable GUICHET_SECRET d'origine.`,
  clusterFailed: (log: string, lastLine: string) =>
    `La base de données ne démarre pas : ${lastLine || "aucun message"}. Son journal complet : ${log}`,
  noBinaries: (platform: string) =>
    `Guichet n'embarque pas de PostgreSQL pour ${platform}. Installez PostgreSQL 18 et donnez son adresse dans DATABASE_URL.`,
  windows: "Sous Windows, lancez Guichet dans WSL, ou donnez l'adresse d'un PostgreSQL 18 dans DATABASE_URL.",
  cannotBecome: (user: string) =>
    `PostgreSQL refuse de tourner en root, et ce système ne permet pas de le confier à l'utilisateur ${user}. Lancez la commande sous un utilisateur ordinaire, ou réglez DATABASE_URL.`,
  pointer: (folder: string, user: string) =>
    [
      "La base de données de ce dossier se trouve dans :",
      folder,
      `Elle n'est pas ici parce que l'utilisateur ${user}, qui la fait tourner, ne peut pas traverser ce dossier.`,
      "Sauvegardez les deux ensemble.",
      "",
    ].join("\n"),

  databaseUnreachable: (where: string) =>
    `Le PostgreSQL de DATABASE_URL (${where}) ne répond pas. Vérifiez qu'il est démarré et que l'adresse est juste.`,
  databasePassword: (where: string) =>
    `Le PostgreSQL de DATABASE_URL (${where}) refuse cet utilisateur ou ce mot de passe. Corrigez DATABASE_URL.`,
  databaseAbsent: (where: string) =>
    `Le PostgreSQL de DATABASE_URL répond, mais la base n'existe pas (${where}). Créez-la, ou corrigez DATABASE_URL.`,
  databaseTooOld: (version: string) =>
    `Le PostgreSQL de DATABASE_URL est en version ${version} ; Guichet demande la version 18 ou une plus récente.`,
  databaseRights: (role: string) =>
    `Le rôle ${role} de DATABASE_URL ne peut pas créer les rôles de Guichet. Donnez-lui ce droit : alter role "${role}" createrole`,
  databaseUrlIgnored:
    "DATABASE_URL n'est pas suivi ici : la démonstration, aux mots de passe publics, a sa propre base.",
  databaseUrlNeeded: (command: string) =>
    `npm run ${command} sert un PostgreSQL commun à plusieurs machines : donnez son adresse dans DATABASE_URL. Pour tout lancer ici : npm start`,

  buildFailed: "La construction du site a échoué : la cause est ci-dessus.",
  buildBusy:
    "Le site a changé et doit être reconstruit, mais une instance se sert de la construction actuelle (.next). Arrêtez-la d'abord ; pour développer, npm run dev.",
  buildWait: "Une autre commande construit déjà le site : attente…",
  neverReady: (name: string) => `${name} ne démarre pas : la cause est dans les lignes ci-dessus.`,
  notReadyYet: (reason: string) =>
    `Guichet n'est pas prêt après deux minutes (${reason}). La cause est sans doute dans les lignes ci-dessus.`,
  died: (name: string, cause: string, delay: string) => `${name} s'est arrêté (${cause}) ; nouvel essai dans ${delay}.`,
  diedDiskFull: (name: string, delay: string) =>
    `${name} s'est arrêté : le disque est plein. Libérez de la place ; nouvel essai dans ${delay}.`,
  clusterDied: (delay: string) => `La base de données s'est arrêtée ; nouvel essai dans ${delay}.`,
  portTaken: (port: number, delay: string) =>
    `La base de données ne peut pas redémarrer : son port ${port} a été pris par un autre programme. Nouvel essai dans ${delay}.`,

  mailReceiveUse:
    "Donnez un message sur l'entrée standard : npm run -s mail:receive < message.eml ; ou un dossier : npm run -s mail:receive -- --dir <dossier>",
  noFolder: (folder: string) => `${folder} n'est pas un dossier que cet utilisateur peut lire.`,
  emptyFolder: (folder: string) => `Aucun fichier dans ${folder}.`,

  journalHolds: (key: string | null, chains: number, lines: number) =>
    `  ${journalOf(key)} : ${lines} lignes, ${chains} chaînes, tout se tient`,
  journalWhole: (chains: number, lines: number) =>
    `Le journal est intact : ${lines} lignes recalculées dans ${chains} chaînes.`,
  journalBroken: (link: BrokenLink) =>
    [
      `Le journal est rompu : ${journalOf(link.key)}, ${link.reference ? `fiche ${link.reference}` : "administration"}, ligne ${link.sequence}${link.at ? ` du ${link.at}` : ""}.`,
      faults[link.fault],
      `Chaîne ${link.chainId}. Ne modifiez plus rien, gardez une copie de la base et comparez avec la dernière sauvegarde.`,
    ].join("\n"),

  moveFilesUse: "Dites où mettre les fichiers : npm run files:move -- --to s3, ou --to folder",
  noObjectStore: "Aucun entrepôt S3 n'est réglé : donnez S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY et S3_SECRET_KEY.",
  filesMoved: (files: number, size: string, to: StoreName) =>
    `${files} fichier${plural(files)} déplacé${plural(files)} (${size}) vers ${placeOf[to]}, empreintes vérifiées.`,
  filesStayed: (keys: string[]) =>
    [
      `${keys.length} fichier${plural(keys.length)} laissé${plural(keys.length)} où il${keys.length > 1 ? "s sont" : " est"} : le contenu n'est pas celui que la base connaît.`,
      ...keys.map((key) => `  ${key}`),
      "Vérifiez-les avec npm run files:verify, puis reprenez ceux d'une sauvegarde.",
    ].join("\n"),
  filesGoElsewhere: (to: StoreName) =>
    `Attention : les réglages envoient toujours ce qui arrive ailleurs. Mettez FILES_STORE=${to} et redémarrez Guichet.`,
  storeAway:
    "L'entrepôt S3 ne répond pas comme il devrait (le détail est au-dessus). Rien n'a été perdu ; relancez la commande.",
  fileFault: ({ fault, key, row, size }: FileFault) => {
    const whose = row ? `${row.of} ${row.id}` : `${size} octets sans ligne dans la base`;
    return `  ${faultsOfFiles[fault]} : ${key} (${whose})`;
  },
  filesWhole: ({ rows, files }: VerifiedFiles, size: string) =>
    `Les fichiers sont intacts : ${rows} lignes, ${files} fichiers, ${size} relus.`,
  filesBroken: ({ missing, altered, orphans }: VerifiedFiles) =>
    `Les fichiers ne sont pas intacts : ${missing} absents, ${altered} altérés, ${orphans} sans ligne dans la base.${orphans ? " Ceux-ci s'effacent avec npm run files:verify -- --remove-orphans." : ""}`,
  orphansRemoved: (orphans: number) =>
    `${orphans} fichier${plural(orphans)} sans ligne dans la base : effacé${plural(orphans)}.`,

  sealMade: (workspace: string, chains: number, path: string) => `  ${workspace} : ${chains} chaînes scellées, ${path}`,
  sealHolds: (workspace: string, at: string, chains: number, fingerprint: string) =>
    `Le sceau tient : le journal de ${workspace} contient toujours les ${chains} chaînes scellées le ${at}.\nEmpreinte de la clé : ${fingerprint}`,
  sealFileMissing: "Dites quel sceau vérifier : npm run journal:verify -- --seal data/seals/….seal.json",
  sealUnreadable: (file: string) =>
    `${file} n'est pas un sceau lisible. Un sceau est un fichier « .seal.json » du dossier « seals » des données.`,
  sealBroken: (file: string, fault: SealFault) => {
    if (fault.kind === "rewritten")
      return `Le journal a été réécrit depuis ce sceau : ${fault.reference ? `fiche ${fault.reference}` : "administration"}, ligne ${fault.sequence}, chaîne ${fault.chainId}.`;
    if (fault.kind === "signature") return `Le sceau ${file} a été altéré : sa signature ne lui correspond pas.`;
    if (fault.kind === "foreign-key") return `Le sceau ${file} est signé par une autre instance que celle-ci.`;
    return `La liste ${file}.heads manque ou n'est pas celle que le sceau a scellée. Reprenez-la auprès de l'autre partie.`;
  },
} as const;

const plural = (count: number) => (count > 1 ? "s" : "");

const placeOf: Record<StoreName, string> = { folder: "le dossier des données", s3: "l'entrepôt S3" };

const faultsOfFiles: Record<FileFault["fault"], string> = {
  missing: "absent",
  altered: "altéré",
  orphan: "sans ligne",
};

const journalOf = (key: string | null) => (key ? `espace ${key}` : "plateforme");

const faults: Record<BrokenLink["fault"], string> = {
  altered: "Le contenu de cette ligne n'est plus celui dont elle porte l'empreinte : elle a été modifiée.",
  missing: "Il manque au moins une ligne juste avant celle-ci.",
  unlinked: "Cette ligne ne suit pas celle qui la précède : des lignes ont été échangées ou remplacées.",
  cut: "La tête de la chaîne connaît des lignes après celle-ci : la fin a été supprimée.",
  head: "La tête de la chaîne n'est pas sa dernière ligne : elle a été modifiée.",
  headless: "Des lignes existent, mais la tête de leur chaîne a été supprimée.",
  untold: "La fiche existe, mais tout son journal a été supprimé.",
  body: "Le message ou le fichier que cette ligne raconte a été modifié ou supprimé.",
};
