import { expect, test } from "vitest";
import { type Expected, readSample } from "../incoming-mail/sample";

const expected: Expected[] = [
  ["quoted-printable", { text: "Accès refusé à l’intranet depuis le déménagement." }],
  ["base64-text", { text: "Accès refusé à l’intranet." }],
  ["windows-1252-said-latin1", { text: "L’accès coûte 3 €" }],
  ["unknown-charset", { text: "Bonjour été" }],
  ["no-charset-utf8-bytes", { text: "Bonjour été" }],
  ["utf-7-charset", { text: "+ADw-script+AD4-alert(1)+ADw-/script+AD4-" }],
  ["utf-16-text", { text: "Bonjour été" }],
  ["iso-2022-jp", { text: "こんにちは" }],
  ["format-flowed", { text: "Le portail ne repond plus depuis lundi.\n\n> citation suivie", quoteFrom: 41 }],
  [
    "format-flowed-delsp",
    { text: "Le portail ne répond plus depuis lundi.\n\n-- Ceci était indenté.\n\n> Une citation suivie." },
  ],
  ["format-flowed-signature", { text: "Le portail ne répond plus.\n\n-- \nInès Morel" }],
  ["format-fixed", { text: "Le portail ne \nrépond plus." }],
  ["no-charset-latin1-bytes", { text: "Bonjour, été à Noël" }],
  ["utf8-said-us-ascii", { text: "Bonjour, été à Noël" }],
  ["latin1-said-utf8", { text: "Bonjour, été à Noël" }],
  ["iso-8859-15-euro", { text: "Il coûte 3 € à l'œuvre" }],
  ["koi8-r", { text: "Привет" }],
  ["gb18030", { text: "你好" }],
  ["charset-of-html-meta", { text: "L’accès coûte 3 €" }],
  ["plain-that-says-to-read-html", { text: "Tout est ici.", html: "<p>Tout est ici.</p>" }],
  ["signed-pgp-inline", { text: expect.stringContaining("Le portail est en panne.") }],
  ["bare-line-feeds", { text: "Bonjour\n\nFin" }],
  ["bare-carriage-returns-in-body", { text: "Un\nDeux\nTrois" }],
  ["control-characters", { text: "Bonjour[31m rouge\n\nfin" }],
  ["direction-override-in-text", { text: "Le fichier \u202efdp.exe est joint" }],
  ["half-surrogates", { text: "Bon\ufffd\ufffd\ufffdjour \ufffd\ufffd\ufffd" }],
  ["broken-quoted-printable", { text: "Café =ZZ suite Ã" }],
  ["broken-base64", { text: "BonjourBonjou" }],
  ["unknown-transfer-encoding", { text: "Bonjour" }],
  ["empty-body", { text: "", html: null, quoteFrom: null, attachments: [] }],
  [
    "dangerous-markup-in-text",
    { text: "<script>alert(1)</script> [lien](javascript:alert(1)) & <b>gras</b>", html: null },
  ],
  ["alternative", { text: "Bonjour en texte", html: "<p>Bonjour en <b>HTML</b></p>" }],
  ["alternative-with-blank-text", { text: "Tout est en HTML", html: "<p>Tout est en HTML</p>" }],
  [
    "html-only",
    {
      text: "Bonjour à tous,\n\nLe portail est en panne…\nMerci",
      html: "<p>Bonjour\u00a0à tous,</p><p>Le portail est en panne…<br />Merci</p>",
    },
  ],
  [
    "html-scripts-and-remote-images",
    {
      html: '<p>Bonjour</p><img alt="logo" /><a>clic</a><a>clac</a>okobj<table><tr><td>case</td></tr></table><img src="cid:x" />',
      text: "Bonjour\n\n[logo] clicclac\nok\nobj\n\ncase",
    },
  ],
  [
    "html-styles-that-escape",
    {
      html:
        '<div>Ecran couvert</div><p style="color:Red;text-align:center">Rouge</p>' +
        '<p style="color:rgb(1,2,3)">Gris</p><p>Lie</p><p>Nu</p>',
    },
  ],
  [
    "html-relative-links",
    {
      text: "un deux aide <https://portail.example/aide> jules@culture.example portail.example bas",
      html: expect.not.stringMatching(/sign-out|espion|\/api\//),
    },
  ],
  ["html-table", { text: "Serveur | Etat\nweb-1 | en panne\nweb-2" }],
  [
    "html-lists",
    {
      text: "Les causes :\n\n- disque plein\n- certificat\n\n  1. un\n  2. deux\n\nligne 1\n   ligne 2\n\nSuite\n\nFin",
    },
  ],
  [
    "html-entities",
    { text: "<b> &amp; é é 😀 &inconnue; \ufffd \ufffd <script>", html: expect.not.stringContaining("<script>") },
  ],
  ["html-never-closed", { text: "Bonjour tout", html: "<p>Bonjour <b>tout </b></p>" }],
  ["html-unclosed-comment", { text: "Visible", html: "<p>Visible</p>" }],
  ["html-unclosed-cells", { text: expect.stringMatching(/^cellule \| autre\ncellule/), html: expect.any(String) }],
  ["html-nested-five-thousand-deep", { text: "Au fond", html: null, attachments: [{ name: "message.html" }] }],
  ["html-quotes-nested-a-thousand-deep", { text: `${"> ".repeat(8)}Au fond`, html: null }],
];

test.each(expected)("%s", async (name, reading) => {
  expect(await readSample(name)).toMatchObject(reading);
});

test("one line of a hundred kilobytes is kept whole", async () => {
  expect(await readSample("line-of-a-hundred-kilobytes")).toHaveProperty("text.length", 101_999);
});
