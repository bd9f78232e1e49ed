import type { SubjectName } from "./export";
import { itemsSubject } from "./items-subject";
import { journalSubject } from "./journal-subject";
import { packagesSubject } from "./packages-subject";
import { statisticsSubject } from "./statistics-subject";
import type { Subject } from "./subject";
import { ticketsSubject } from "./tickets-subject";
import { timeSubject } from "./time-subject";

/** Everything that can be exported. */
export const subjectOf: Record<SubjectName, Subject> = {
  tickets: ticketsSubject,
  time: timeSubject,
  items: itemsSubject,
  packages: packagesSubject,
  journal: journalSubject,
  statistics: statisticsSubject,
};
