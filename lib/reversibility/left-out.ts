/** Tables that no dump holds, each with its reason, in the words of who reads the dump. */
export const tablesLeftOut: Record<string, string> = {
  credential: "mots de passe (même chiffrés, ils ne sortent pas) : chacun en choisit un nouveau",
  session: "connexions ouvertes : on se reconnecte",
  access_token: "empreintes de jetons d'API : on en crée d'autres",
  calendar_feed: "adresses secrètes d'agenda : elles ne valent que sur l'instance qui les a données",
  single_use_link: "invitations et réinitialisations en cours : elles ne valent que sur l'instance qui les a données",
  sign_in_attempt: "tentatives de connexion : journal de sécurité de l'instance",
  idempotency_key: "réponses gardées trois jours pour les requêtes répétées",
  heartbeat: "signes de vie des processus",
  search_document: "index de recherche : refait à la restauration",
  upload: "fichiers en cours d'envoi, pris par aucune fiche",
  export_job: "exports déjà faits : ils se refont",
  export_schedule: "exports programmés : chacun les programme à nouveau",
  dump: "les dumps eux-mêmes",
};

/** Columns of dumped tables that no dump holds, each with its reason. */
export const columnsLeftOut: Record<string, string> = {
  "mailbox.sealed_password": "mot de passe de la boîte : à saisir à nouveau",
  "mailbox.leased_by": "état du moment",
  "mailbox.leased_until": "état du moment",
  "attachment.storage_key": "adresse interne ; le fichier est nommé par son sha256",
  "incoming_mail.storage_key": "adresse interne ; le courriel est nommé par son sha256",
  "package.storage_key": "adresse interne ; le fichier est nommé par son sha256",
  "package.signature_storage_key": "adresse interne ; le fichier est nommé par son signature_sha256",
  "item_import.storage_key": "adresse interne ; le fichier est nommé par son sha256",
};

/** Columns that only a dump of the whole instance holds: what a person is elsewhere is not this workspace's to take away. */
export const columnsOfInstance = new Set([
  "account.platform_administrator_since",
  "account.hard_bounces",
  "account.bounce_reason",
  "account.mail_flagged_at",
  "account.created_by",
  "account.suspended_by",
]);
