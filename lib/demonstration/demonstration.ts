/** The password of every demonstration account. */
export const demonstrationPassword = "guichet-demo-2026";

/** The fixed world that people, documents and checks name (chapter 13 of the design). */
export const administrator = { mail: "admin@guichet.example", name: "Adèle Moreau" };

export const accounts = [
  { mail: "nadia@titulaire.example", name: "Nadia Benali" },
  { mail: "oscar@titulaire.example", name: "Oscar Lemaire" },
  { mail: "camille@culture.example", name: "Camille Roussel" },
  { mail: "ines@culture.example", name: "Inès Garnier" },
  { mail: "jules@culture.example", name: "Jules Perrin" },
  { mail: "rachid@efs.example", name: "Rachid Haddad" },
  { mail: "paula@culture.example", name: "Paula Ferreira" },
] as const;

export const workspaces = [
  {
    beneficiary: "Ministère de la Culture",
    key: "culture",
    name: "Culture",
    projects: [
      { key: "PORTAIL", name: "Portail des démarches culturelles" },
      { key: "PRESSE", name: "Espace presse" },
    ],
  },
  {
    beneficiary: "EFS",
    key: "efs",
    name: "Établissement français du sang",
    projects: [{ key: "DON", name: "Prise de rendez-vous pour un don" }],
  },
  {
    beneficiary: "INRAP",
    key: "inrap",
    name: "Archéologie préventive",
    projects: [{ key: "FOUILLES", name: "Catalogue des fouilles" }],
  },
] as const;

export const memberships = [
  ...["culture", "efs", "inrap"].flatMap((workspace) => [
    { workspace, account: "nadia@titulaire.example", profile: "Agent" },
    { workspace, account: "oscar@titulaire.example", profile: "Responsable de service" },
  ]),
  { workspace: "culture", account: "camille@culture.example", profile: "Suivi de projet" },
  { workspace: "culture", account: "ines@culture.example", profile: "Demandeur" },
  { workspace: "culture", account: "jules@culture.example", profile: "Demandeur" },
  { workspace: "efs", account: "rachid@efs.example", profile: "Suivi de projet" },
  { workspace: "culture", account: "paula@culture.example", profile: "Suivi de projet" },
  { workspace: "inrap", account: "paula@culture.example", profile: "Demandeur" },
];

export const grants = [
  { project: "PORTAIL", account: "camille@culture.example", level: "read" },
  { project: "PRESSE", account: "camille@culture.example", level: "write" },
  { project: "DON", account: "rachid@efs.example", level: "write" },
  { project: "PORTAIL", account: "paula@culture.example", level: "read" },
] as const;

export const contacts = [
  { project: "PORTAIL", role: "moa", name: "Camille Roussel", mail: "camille@culture.example", phone: null },
  { project: "PORTAIL", role: "moe", name: "Studio Lavande", mail: "moe@lavande.example", phone: "+33 1 99 00 12 30" },
  { project: "PORTAIL", role: "amoa", name: "Cabinet Orme", mail: "contact@orme.example", phone: null },
  { project: "PRESSE", role: "moa", name: "Camille Roussel", mail: "camille@culture.example", phone: null },
  { project: "DON", role: "moa", name: "Rachid Haddad", mail: "rachid@efs.example", phone: "+33 1 99 00 45 60" },
  { project: "FOUILLES", role: "moa", name: "Paula Ferreira", mail: "paula@culture.example", phone: null },
] as const;
