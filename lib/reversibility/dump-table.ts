/** A column as a dump tells it: names are those of the database, everywhere in a dump. */
export interface DumpColumn {
  name: string;
  /** As PostgreSQL writes it: `uuid`, `timestamp (3) with time zone`… */
  type: string;
  nullable: boolean;
  hasDefault: boolean;
  /** The values that a text may have; null: any. */
  values: readonly string[] | null;
}

/** These columns hold the key of a row of that table. */
export interface Reference {
  columns: string[];
  table: string;
  keys: string[];
}

export interface DumpTable {
  name: string;
  columns: DumpColumn[];
  /** The primary key: rows are dumped in its order. */
  key: string[];
  references: Reference[];
  /** Where a column holds the sha-256 of a file, and where the file's key in the store goes. */
  files: FileColumn[];
}

export interface FileColumn {
  sha256: string;
  storageKey: string;
  folder: "files" | "mails";
}

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The name that a column of the schema has in the database. */
export function nameOf({ name }: { name: string }): string {
  return snakeCase(name);
}
