import type { DumpTable } from "./dump-table";

/** The tables and what their rows refer to, as a Mermaid entity-relationship diagram. */
export function diagramOf(tables: DumpTable[]): string {
  const names = new Set(tables.map(({ name }) => name));
  const entities = tables.map(({ name, columns, key }) =>
    [
      `  ${name} {`,
      ...columns.map((column) => `    ${typeOf(column.type)} ${column.name}${key.includes(column.name) ? " PK" : ""}`),
      "  }",
    ].join("\n"),
  );
  const relations = tables.flatMap(({ name, references }) =>
    references
      .filter(({ table }) => names.has(table))
      .map(({ table, columns }) => `  ${table} ||--o{ ${name} : "${columns.at(-1)}"`),
  );
  return `erDiagram\n${entities.join("\n")}\n${relations.join("\n")}\n`;
}

/** Mermaid wants one word. */
function typeOf(type: string): string {
  return type.startsWith("timestamp") ? "timestamptz" : type.replace("[]", "_array");
}
