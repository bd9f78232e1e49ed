import { invitation, passwordChanged, passwordReset } from "./account-letters";
import { approvalAsked } from "./approval-asked";
import { approvalSettled } from "./approval-settled";
import { digest } from "./digest";
import { exportSettled } from "./export-settled";
import { fileInfected } from "./file-infected";
import { itemExpiring } from "./item-expiring";
import type { About, Language, Letter, Reader, Said } from "./letter";
import { loopAlert } from "./loop-alert";
import { messageAdded } from "./message-added";
import { noteAdded } from "./note-added";
import { packageDeposited } from "./package-deposited";
import { quarantineAnswer } from "./quarantine-answer";
import { rejectionAnswer } from "./rejection-answer";
import { ticketAssigned } from "./ticket-assigned";
import { ticketChanged } from "./ticket-changed";
import { ticketOpened } from "./ticket-opened";
import { ticketResolved } from "./ticket-resolved";

/** What people may have written: ordinary words, more than anybody reads, or what is meant to break the mail. */
const contents = ["ordinary", "long", "hostile"] as const;
type Content = (typeof contents)[number];

/** One letter as somebody would receive it. */
export interface Sample {
  /** `message-added/fr/requester/hostile`. */
  id: string;
  /** The file of its template, without its ending. */
  template: string;
  letter: Letter;
}

type Draw = (reader: Reader, content: Content) => Letter;

const at = new Date("2026-11-23T13:05:00Z");
const host = "https://guichet.example";

/** Templates about a ticket are read under three roles; the others by one person about himself. */
const ofTickets: Record<string, Draw> = {
  "ticket-opened": (reader, content) => ticketOpened(reader, aboutOf(content), { at, said: saidOf(content) }),
  "message-added": (reader, content) => messageAdded(reader, aboutOf(content), saidOf(content)),
  "note-added": (reader, content) => noteAdded(reader, aboutOf(content), saidOf(content)),
  "ticket-resolved": (reader, content) => ticketResolved(reader, aboutOf(content)),
  "ticket-assigned": (reader, content) =>
    ticketAssigned(reader, aboutOf(content), { by: saidOf(content).author, asked: saidOf(content) }),
  "ticket-changed": (reader, content) =>
    ticketChanged(reader, aboutOf(content), {
      ...{ what: "cancelled", by: saidOf(content).author, at, status: "En cours", reason: saidOf(content).text },
    }),
};

const ofApprovals: Record<string, Draw> = {
  "approval-asked": (reader, content) =>
    approvalAsked(reader, aboutOf(content), {
      ...{
        by: saidOf(content).author,
        inPlaceOf: content === "long" ? saidOf(content).author : null,
        subject: "change",
      },
      ...{ afterTheFact: content === "hostile", reminder: content === "long", request: saidOf(content).text },
      ...{ window: { start: at, end: new Date(at.getTime() + 7_200_000) }, risk: 3, dueAt: at, expiresAt: at },
      steps: {
        implementation: ["Vider le cache", saidOf(content).text.slice(0, 200)],
        rollback: ["Remettre l'ancienne règle"],
      },
      url: `${host}/approval/x`,
    }),
  "approval-settled": (reader, content) =>
    approvalSettled(reader, aboutOf(content), {
      ...{ state: content === "ordinary" ? "approved" : "refused", by: saidOf(content).author, at },
      reason: content === "ordinary" ? null : saidOf(content).text,
    }),
};

const ofOneself: Record<string, Draw> = {
  "account-letters/invitation": (reader, content) =>
    invitation(reader, { name: saidOf(content).author, url: `${host}/invitation/x`, expiresAt: at }),
  "account-letters/reset": (reader) => passwordReset(reader, { url: `${host}/reset/x`, expiresAt: at }),
  "account-letters/changed": (reader) => passwordChanged(reader, { at, url: `${host}/forgotten-password` }),
  "quarantine-answer": (_reader, content) => quarantineAnswer({ subject: aboutOf(content).title, at, known: false }),
  "rejection-answer": (_reader, content) =>
    rejectionAnswer({ subject: aboutOf(content).title, at, place: "Culture", answer: saidOf(content).text }),
  "loop-alert": (reader) => loopAlert(reader, { at, url: `${host}/mails/outbox?state=withheld` }),
  "export-settled": (reader, content) =>
    exportSettled(reader, {
      ...{ name: "fiches-2026-11-23-1405.xlsx", rows: 12_345, until: at, url: `${host}/exports` },
      schedule: content === "ordinary" ? null : aboutOf(content).title,
      ...{ failed: content === "long", attached: content === "hostile" },
    }),
  "package-deposited": (reader, content) =>
    packageDeposited(reader, {
      ...{ name: content === "ordinary" ? "portail-2.4.1.zip" : aboutOf(content).title, version: 3, label: "2.4.1" },
      ...{ project: aboutOf(content).project, environment: "preproduction", kind: "evolution", size: 12_345_678, at },
      depositor: content === "long" ? null : saidOf(content).author,
      url: `${host}/deposits/packages/1`,
    }),
  "item-expiring": (reader, content) =>
    itemExpiring(reader, {
      ...{ name: aboutOf(content).title, type: "Certificat TLS", on: "2026-12-31", url: `${host}/items/x` },
      days: content === "ordinary" ? 30 : content === "long" ? 1 : 0,
    }),
  "file-infected": (reader, content) =>
    fileInfected(reader, {
      ...{
        name: `${aboutOf(content).title}.zip`,
        threat: "Win.Test.EICAR_HDB-1",
        at,
        url: `${host}/tickets/PORTAIL-1`,
      },
      reference: content === "long" ? null : "PORTAIL-1",
    }),
  digest: (reader, content) =>
    digest(reader, {
      sections: Object.values(ofTickets).map((draw) => ({
        about: aboutOf(content),
        told: [{ at, letter: draw({ ...reader, role: "watcher" }, content) }],
      })),
      more: content === "long",
      ticketsUrl: `${host}/tickets`,
      preferencesUrl: `${host}/account#notices`,
    }),
};

/** Every template in both languages, under each role, with each content. */
export function listSamples(): Sample[] {
  const roles = ["requester", "assignee", "watcher"] as const;
  return [...draw({ ...ofTickets, ...ofApprovals }, roles), ...draw(ofOneself, [null])];
}

function draw(templates: Record<string, Draw>, roles: readonly Reader["role"][]): Sample[] {
  return Object.entries(templates).flatMap(([name, write]) =>
    (["fr", "en"] as Language[]).flatMap((language) =>
      roles.flatMap((role) =>
        contents.map((content) => ({
          id: [name, language, role, content].filter(Boolean).join("/"),
          template: name.split("/")[0]!,
          letter: write({ language, timeZone: "Europe/Paris", role }, content),
        })),
      ),
    ),
  );
}

function aboutOf(content: Content): About {
  const title: Record<Content, string> = {
    ordinary: "Mot de passe oublié",
    long: "Le site ne répond plus depuis ce matin, ni depuis le réseau du ministère ni depuis l'extérieur, sauf la page d'accueil".repeat(
      2,
    ),
    hostile:
      '<img src=x onerror=alert(1)>\r\nBcc: tous@culture.example\r\n\r\n=?utf-8?q?faux?= \u202eetarecse 👩🏽‍💻 مرحبا "',
  };
  return {
    reference: "PORTAIL-142",
    title: title[content],
    project: content === "hostile" ? '"Portail" <pirate@x.example>,' : "Portail des démarches culturelles",
    url: `${host}/tickets/PORTAIL-142`,
    preferencesUrl: `${host}/account#notices`,
    signature:
      content === "ordinary" ? null : "Service du numérique\nTél. : 01 02 03 04 05\n<b>www.culture.example</b>",
  };
}

function saidOf(content: Content): Said {
  const said: Record<Content, Omit<Said, "at">> = {
    ordinary: { author: "Nadia Ferrand", text: "Bonjour,\n\nC'est réparé.\n\nNadia", files: [] },
    long: {
      author: "Jean-Christophe de la Tour d'Auvergne-Lauraguais de Saint-Exupéry",
      text: `${"Nous avons regardé les journaux du serveur et rien n'explique la lenteur que vous décrivez. ".repeat(60)}\n> ${"cité ".repeat(60)}`,
      files: Array.from({ length: 12 }, (_, position) => `journal-du-serveur-numero-${position + 1}.txt`),
    },
    hostile: {
      author: "Eve\r\nBcc: tous@culture.example <script>",
      text: "<script>alert(1)</script>\r\n.\r\nQUIT\r\n<img src=https://espion.example/pixel.gif>\n</body></html>\u202eunerevni 🧨 שלום\u0085",
      files: ["../../etc/passwd", "fichier\r\nX-Header: oui.txt"],
    },
  };
  return { ...said[content], at };
}
