import { expect, test } from "vitest";
import { bearsNoteMark, findSubjectReferences } from "@/lib/incoming-mail/subject-reference";

const subjects: [subject: string, references: string[]][] = [
  ["[PORTAIL-12] Le portail ne répond plus", ["PORTAIL-12"]],
  ["RE: TR: [PORTAIL-12] Le portail", ["PORTAIL-12"]],
  ["Re: panne [ #PORTAIL-12 ] urgent", ["PORTAIL-12"]],
  ["[DON-3] et [PORTAIL-12], encore [DON-3]", ["DON-3", "PORTAIL-12"]],
  ["[MAISON_2-7]", ["MAISON_2-7"]],
  ["PORTAIL-12", ["PORTAIL-12"]],
  ["Rép : PORTAIL-12 : toujours en panne", ["PORTAIL-12"]],
  ["RE[2]: PORTAIL-12", ["PORTAIL-12"]],
  ["Suite de la fiche PORTAIL-12", []],
  ["Faille CVE-2026-1234 et jeu ISO-8859", []],
  ["[portail-12]", []],
  ["[PORTAIL-0] [PORTAIL-012] [P-1] [1P-1] [PORTAIL-1234567890]", []],
  ["[PORTAIL-12", []],
  ["PORTAIL-12-bis", []],
  ["", []],
];

test.each(subjects)("%s", (subject, references) => {
  expect(findSubjectReferences(subject)).toEqual(references);
});

test("the subject of a note's notice is known in an answer, in both languages", () => {
  expect(bearsNoteMark("Re: [PORTAIL-12] [note interne] Le portail")).toBe(true);
  expect(bearsNoteMark("RE: TR: [PORTAIL-12] [Internal note] The portal")).toBe(true);
  expect(bearsNoteMark("Re: [PORTAIL-12] Une note interne")).toBe(false);
});
