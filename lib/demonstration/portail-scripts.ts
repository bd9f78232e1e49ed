import type { Script } from "./script";

export const portailScripts: Script[] = [
  {
    by: "ines",
    kind: "incident",
    title: "Impossible de joindre un justificatif de plus de 5 Mo",
    message:
      "Bonjour,\n\nDepuis ce matin, les demandeurs de subvention nous appellent : l'envoi d'un justificatif de plus de 5 Mo s'arrête à 80 % et la page revient au début. J'ai essayé moi-même avec un PDF de 7 Mo, sous Firefox et sous Edge, même résultat.\n\nMerci,\nInès Garnier",
    category: "correction",
    impact: 2,
    urgency: 2,
    story: [
      { by: "nadia", gives: "nadia" },
      {
        by: "nadia",
        notes: "Le mandataire inverse a été remplacé hier soir : la limite de taille du corps est revenue à 5 Mo.",
      },
      {
        by: "nadia",
        says: "Bonjour,\n\nNous avons trouvé la cause : une limite de taille remise à sa valeur d'origine lors de l'intervention d'hier soir. La correction est en cours, nous vous tenons au courant dans la matinée.",
      },
      {
        by: "nadia",
        says: "La limite est de nouveau à 50 Mo. Pouvez-vous confirmer de votre côté ?",
        status: "resolved",
      },
      { by: "ines", does: "confirm" },
    ],
  },
  {
    by: "jules",
    title: "Modifier l'adresse de contact en bas de page",
    message:
      "Bonjour, l'adresse de contact affichée en bas du portail est celle de l'ancien service. Il faut la remplacer par contact.demarches@culture.example. Merci d'avance.",
    category: "content",
    impact: 4,
    story: [
      {
        by: "nadia",
        says: "Bonjour, c'est fait sur toutes les pages, en français et en anglais. Bonne journée.",
        status: "resolved",
      },
    ],
  },
  {
    by: "ines",
    title: "Export des demandes du troisième trimestre",
    message:
      "Bonjour,\n\nLa mission des publics demande la liste des demandes déposées entre le 1er juillet et le 30 septembre, avec la région et le montant demandé. Un tableur convient.\n\nEst-ce possible pour vendredi ?",
    category: "assistance",
    story: [
      { by: "oscar", gives: "nadia" },
      {
        by: "nadia",
        says: "Bonjour Inès,\n\nOui. Souhaitez-vous aussi les demandes abandonnées avant envoi ? Elles sont environ un tiers du total.",
        status: "waiting-requester",
      },
    ],
  },
  {
    by: "camille",
    kind: "change",
    title: "Ajouter la déclaration de manifestation à la page d'accueil",
    message:
      "La nouvelle démarche « déclaration de manifestation culturelle » ouvre le mois prochain. Nous souhaitons une tuile sur la page d'accueil, entre « subventions » et « licences ».\n\nLes textes sont validés ; la maquette suit.",
    category: "evolution",
    story: [
      { by: "oscar", gives: "oscar" },
      {
        by: "oscar",
        notes: "Charge estimée : deux jours, tests d'accessibilité compris. À prévoir avec la version 4.12.",
      },
      {
        by: "oscar",
        says: "Bonjour,\n\nNous proposons d'inclure cette tuile dans la version 4.12. Nous attendons la maquette pour chiffrer.",
        status: "waiting-requester",
      },
    ],
  },
  {
    by: "ines",
    kind: "incident",
    title: "Lenteurs l'après-midi entre 14 h et 16 h",
    message:
      "Depuis lundi, le portail met parfois plus de dix secondes à afficher le formulaire de subvention, surtout entre 14 h et 16 h. Le matin tout va bien.",
    category: "exploitation",
    impact: 2,
    urgency: 3,
    story: [
      { by: "nadia", gives: "nadia" },
      {
        by: "nadia",
        notes: "Correspond à la sauvegarde décalée à 14 h après le changement d'heure. Voir avec l'exploitation.",
      },
      {
        by: "nadia",
        says: "Bonjour, merci de ce signalement. Une tâche de sauvegarde s'exécute à ces heures-là depuis le changement d'heure. Elle est déplacée à 3 h à partir de ce soir ; pouvez-vous nous dire demain si c'est réglé ?",
      },
      { by: "ines", says: "C'est mieux hier et aujourd'hui, merci. Je surveille jusqu'à vendredi." },
    ],
  },
  {
    by: "oscar",
    kind: "problem",
    title: "Coupures répétées du service d'envoi de courriels",
    message:
      "Trois interruptions en deux semaines, toujours vers 6 h. Les accusés de réception partent alors avec deux heures de retard.",
    category: "exploitation",
    impact: 2,
    urgency: 2,
    story: [
      { by: "oscar", gives: "nadia" },
      {
        by: "nadia",
        notes: "Le certificat du relais est renouvelé chaque nuit et le service n'est pas rechargé au bon moment.",
      },
      { by: "nadia", sets: { status: "known-error" } },
    ],
  },
  {
    by: "jules",
    title: "Créer un compte pour une nouvelle collègue",
    message:
      "Bonjour, Maud Chevalier rejoint le bureau des licences lundi. Elle aura besoin d'un accès à l'instruction des dossiers, comme moi. Son adresse : maud.chevalier@culture.example.",
    category: "access",
    story: [
      {
        by: "nadia",
        says: "Bonjour Jules, le compte est prêt. Maud recevra un lien lundi matin pour choisir son mot de passe.",
        status: "resolved",
      },
      { by: "jules", does: "confirm" },
    ],
  },
  {
    by: "ines",
    title: "Le courriel de confirmation arrive dans les indésirables",
    message:
      "Plusieurs associations nous disent que l'accusé de réception de leur demande arrive dans les courriers indésirables, surtout chez un grand fournisseur gratuit.",
    category: "correction",
    story: [
      { by: "nadia", gives: "nadia" },
      {
        by: "nadia",
        says: "Bonjour, nous avons demandé à l'hébergeur du domaine d'ajouter la signature manquante. Nous dépendons de lui pour la suite.",
        status: "waiting-third-party",
      },
    ],
  },
  {
    by: "nadia",
    kind: "release",
    title: "Version 4.12 du portail",
    message:
      "Contenu : tuile « déclaration de manifestation », correction du calendrier des dépôts, mise à jour de sécurité du gestionnaire de contenu.\n\nPré-production prévue mardi, production jeudi à 7 h.",
    category: "evolution",
    story: [
      { by: "nadia", gives: "nadia" },
      { by: "nadia", sets: { status: "pre-production" } },
      {
        by: "nadia",
        says: "La version est en pré-production. Merci de vérifier le calendrier des dépôts avant mercredi soir.",
      },
    ],
  },
  {
    by: "jules",
    kind: "incident",
    title: "Erreur 503 ce matin entre 8 h 10 et 8 h 25",
    message: "Le portail affichait « service indisponible » ce matin. C'est revenu tout seul. Que s'est-il passé ?",
    category: "exploitation",
    impact: 1,
    urgency: 1,
    story: [
      { by: "oscar", gives: "oscar" },
      {
        by: "oscar",
        says: "Bonjour,\n\nUn serveur frontal est tombé en panne à 8 h 09 ; la bascule automatique a échoué et nous l'avons faite à la main à 8 h 24. Le compte rendu détaillé vous sera remis au prochain comité.",
        status: "resolved",
      },
    ],
  },
  {
    by: "ines",
    title: "Supprimer un dossier déposé deux fois",
    message:
      "L'association Les Tréteaux a déposé deux fois le même dossier (n° 2026-0418 et 2026-0419). Peut-on supprimer le second ?",
    category: "assistance",
    impact: 4,
    story: [{ by: "ines", does: "cancel" }],
  },
  {
    by: "jules",
    title: "Traduire la page des licences en anglais",
    message:
      "Des compagnies étrangères demandent une version anglaise de la page des licences. Le texte traduit est prêt, je peux l'envoyer.",
    category: "evolution",
    impact: 4,
    urgency: 4,
  },
  {
    by: "ines",
    kind: "incident",
    title: "Le calendrier des dépôts affiche 2025",
    message:
      "La page « calendrier des dépôts » affiche encore les dates de 2025 alors que je les ai mises à jour dans l'outil de publication la semaine dernière.",
    category: "correction",
    story: [
      { by: "nadia", gives: "nadia" },
      {
        by: "nadia",
        notes: "Règle de cache trop longue sur /calendrier. Corrigée en pré-production, part avec la 4.12.",
      },
      { by: "nadia", adds: "jules" },
      { by: "jules", says: "Je confirme, même chose sur la page du bureau des licences." },
    ],
  },
  {
    by: "camille",
    title: "Accès au tableau de bord des démarches pour la direction",
    message:
      "La direction souhaite consulter le nombre de demandes par semaine sans passer par nous. Un accès en lecture pour deux personnes suffirait.",
    category: "access",
    story: [
      {
        by: "oscar",
        says: "Bonjour Camille, il nous faut leurs adresses et l'accord du responsable de traitement.",
        status: "waiting-requester",
      },
    ],
  },
  {
    by: "ines",
    kind: "incident",
    title: "Les listes déroulantes ne s'ouvrent pas au clavier",
    message:
      "Une usagère non voyante signale que la liste des régions ne s'ouvre pas avec le clavier. Elle ne peut pas terminer sa demande.",
    category: "correction",
    impact: 2,
    urgency: 1,
    story: [
      {
        by: "oscar",
        sets: { priority: 1, priorityReason: "Obligation légale d'accessibilité : l'usagère est bloquée." },
      },
      { by: "oscar", gives: "nadia" },
      {
        by: "nadia",
        says: "Bonjour, nous reproduisons. En attendant la correction, nous pouvons saisir la demande à la place de cette usagère si elle en est d'accord.",
      },
    ],
  },
  {
    by: "paula",
    title: "Statistiques de fréquentation de septembre",
    message: "Pourriez-vous nous transmettre la fréquentation du portail en septembre, par démarche ?",
    category: "assistance",
    story: [
      { by: "nadia", says: "Bonjour Paula, le tableau est dans le dossier partagé du comité.", status: "resolved" },
    ],
  },
];
