import type { Described } from "@/app/_doors/api/operation";
import { formats, mediaTypes } from "@/lib/exports/sheet";
import { TicketFilter } from "@/lib/tickets/ticket-filter";

const tus = { name: "Tus-Resumable", in: "header", required: true, schema: { type: "string", const: "1.0.0" } };
const whole = { type: "string", pattern: "^[0-9]+$" };
const said = (...names: string[]) => ({
  headers: Object.fromEntries(names.map((name) => [name, { schema: { type: "string" } }])),
});
const bytes = (type: string) => ({ content: { [type]: { schema: { type: "string", format: "binary" } } } });

const spreadsheets = { content: Object.assign({}, ...Object.values(mediaTypes).map((type) => bytes(type).content)) };

/** Uploads (tus 1.0.0), the bytes of files and the live stream: described here, served by handlers of their own. */
export const described: Described[] = [
  {
    method: "POST",
    path: "/uploads",
    tag: "attachments",
    summary: { fr: "Annoncer un fichier à déposer (tus 1.0.0)", en: "Announce a file to upload (tus 1.0.0)" },
    parameters: [
      tus,
      { name: "Upload-Length", in: "header", required: true, schema: whole },
      {
        name: "Upload-Metadata",
        in: "header",
        description: "`filename` and its name in base64; `purpose` and `deposit` in base64 for the deposit space.",
        schema: { type: "string" },
      },
    ],
    responses: { 201: said("Location", "Upload-Offset", "Upload-Expires") },
  },
  {
    method: "HEAD",
    path: "/uploads/{id}",
    tag: "attachments",
    summary: { fr: "Savoir où reprendre un dépôt", en: "Ask where to resume an upload" },
    parameters: [tus],
    responses: { 200: said("Upload-Offset", "Upload-Length") },
  },
  {
    method: "PATCH",
    path: "/uploads/{id}",
    tag: "attachments",
    summary: { fr: "Envoyer la suite d’un fichier", en: "Send the next bytes of a file" },
    parameters: [tus, { name: "Upload-Offset", in: "header", required: true, schema: whole }],
    requestBody: { required: true, ...bytes("application/offset+octet-stream") },
    responses: { 204: said("Upload-Offset") },
  },
  {
    method: "DELETE",
    path: "/uploads/{id}",
    tag: "attachments",
    summary: { fr: "Abandonner un dépôt", en: "Abandon an upload" },
    parameters: [tus],
    responses: { 204: {} },
  },
  {
    method: "GET",
    path: "/attachments/{id}/content",
    tag: "attachments",
    summary: {
      fr: "Télécharger une pièce jointe, entière ou par plage",
      en: "Download an attachment, whole or by range",
    },
    parameters: [{ name: "Range", in: "header", schema: { type: "string" } }],
    responses: { 200: bytes("*/*"), 206: bytes("*/*"), 416: {} },
  },
  {
    method: "GET",
    path: "/deposits/{id}/content",
    tag: "deposits",
    summary: { fr: "Télécharger un paquet, entier ou par plage", en: "Download a package, whole or by range" },
    parameters: [{ name: "Range", in: "header", schema: { type: "string" } }],
    responses: { 200: bytes("*/*"), 206: bytes("*/*"), 416: {} },
  },
  {
    method: "GET",
    path: "/deposits/{id}/signature",
    tag: "deposits",
    summary: { fr: "Télécharger la signature d’un paquet", en: "Download the signature of a package" },
    responses: { 200: bytes("*/*") },
  },
  {
    method: "GET",
    path: "/tickets/export",
    tag: "exports",
    summary: {
      fr: "Exporter les fiches que l’on peut lire, toutes, avec les filtres et l’ordre de la liste",
      en: "Export the tickets one may read, all of them, with the filters and the order of the list",
    },
    parameters: [
      { name: "format", in: "query", schema: { type: "string", enum: [...formats], default: "xlsx" } },
      {
        name: "columns",
        in: "query",
        description: "Names, comma-separated; the usual ones when absent.",
        schema: { type: "string" },
      },
      ...Object.keys(TicketFilter.shape).map((name) => ({ name, in: "query", schema: { type: "string" } })),
    ],
    responses: { 200: spreadsheets },
  },
  {
    method: "GET",
    path: "/exports/{id}/file",
    tag: "exports",
    summary: {
      fr: "Télécharger un export terminé, entier ou par plage",
      en: "Download a finished export, whole or by range",
    },
    parameters: [{ name: "Range", in: "header", schema: { type: "string" } }],
    responses: { 200: spreadsheets, 206: spreadsheets, 416: {} },
  },
  {
    method: "GET",
    path: "/stream",
    tag: "tickets",
    summary: {
      fr: "Suivre en direct ce qui arrive aux fiches que l’on peut lire : leurs références, et rien d’autre",
      en: "Follow live what happens to the tickets one may read: their references, and nothing else",
    },
    responses: { 200: { content: { "text/event-stream": { schema: { type: "string" } } } } },
  },
  {
    method: "GET",
    path: "/openapi.json",
    tag: "description",
    summary: { fr: "Lire cette description", en: "Read this description" },
    responses: { 200: { content: { "application/json": { schema: { type: "object" } } } } },
  },
];
