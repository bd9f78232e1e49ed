import { expect, test } from "vitest";
import en from "@/app/messages/en";
import fr from "@/app/messages/fr";
import { subjects } from "@/lib/exports/export";
import { subjectOf } from "@/lib/exports/subjects";
import * as words from "@/lib/exports/words";

test("the sheets say what the screens say", () => {
  const said = {
    kinds: words.kindWords,
    phases: words.phaseWords,
    channels: words.channelWords,
    initiators: words.initiatorWords,
    priorities: words.priorityWords,
    levels: words.levelWords,
    counted: words.countableWords,
  };
  const ofFigures = {
    figures: words.figureWords,
    dimensions: words.dimensionWords,
    steps: words.stepWords,
  };
  for (const [language, catalogue] of Object.entries({ fr, en }) as ["fr" | "en", typeof fr][])
    for (const [name, table] of Object.entries(said)) {
      const here = Object.fromEntries(Object.entries(table).map(([code, one]) => [code, one[language]]));
      expect([name, here]).toEqual([name, catalogue.tickets[name as keyof typeof said]]);
    }
  for (const [language, catalogue] of Object.entries({ fr, en }) as ["fr" | "en", typeof fr][])
    for (const [name, table] of Object.entries(ofFigures)) {
      const here = Object.fromEntries(Object.entries(table).map(([code, one]) => [code, one[language]]));
      expect([name, here]).toEqual([name, catalogue.statistics[name as keyof typeof ofFigures]]);
    }
});

test("a sheet has the name under which the screen offers it", () => {
  for (const [language, catalogue] of Object.entries({ fr, en }) as ["fr" | "en", typeof fr][])
    for (const name of subjects) expect(subjectOf[name].title[language]).toBe(catalogue.exports.subjects[name]);
});
