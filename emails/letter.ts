/** The two languages in which mails are written. */
export type Language = "fr" | "en";

/** Who reads a letter, and how he is written to. */
export interface Reader {
  language: Language;
  timeZone: string;
  /** Why he hears of a ticket; null when he no longer takes part in it. */
  role: "requester" | "assignee" | "watcher" | null;
}

/** The ticket that a letter is about. */
export interface About {
  reference: string;
  title: string;
  project: string;
  url: string;
  /** Where the reader says of what he wants to hear. */
  preferencesUrl: string;
  /** The closing lines of the project. */
  signature: string | null;
}

/** What somebody wrote, with the names of the files that came with it. */
export interface Said {
  author: string;
  at: Date;
  text: string;
  files: string[];
}

export type Block =
  | { kind: "paragraph"; text: string }
  | { kind: "said"; heading: string; text: string; files: string[]; internal: boolean }
  | { kind: "facts"; rows: { label: string; value: string }[] }
  | { kind: "action"; label: string; url: string }
  /** What follows is about one ticket among several. */
  | { kind: "heading"; text: string; url: string }
  | { kind: "signature"; text: string };

/** A mail before it has a form: the page and the plain text are both drawn from it, so neither can say more than the other. */
export interface Letter {
  language: Language;
  subject: string;
  title: string;
  blocks: Block[];
  /** Why the reader receives it. */
  why: string;
  /** How to receive it no more; absent where nobody may choose (his own account). */
  stop?: { text: string; url: string };
}

/** The one of two texts that the reader understands. */
export function inLanguage<T>(language: Language, texts: Record<Language, T>): T {
  return texts[language];
}

/** A date and time in the reader's zone: `23 novembre 2026 à 14:05`. */
export function writtenMoment(at: Date, reader: Reader): string {
  const kept = `${reader.language} ${reader.timeZone}`;
  const format = formats.get(kept) ?? formatOf(reader);
  formats.set(kept, format);
  return format.format(at);
}

// Making one costs more than drawing a whole letter.
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf({ language, timeZone }: Reader): Intl.DateTimeFormat {
  const locale = inLanguage(language, { fr: "fr-FR", en: "en-GB" });
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone });
}
