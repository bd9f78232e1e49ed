import postgres from "postgres";
import { expect, test } from "vitest";

test("the owner of the database can neither pass row security nor become superuser", async () => {
  const sql = postgres(process.env.GUICHET_TEST_CLUSTER!, { max: 1 });
  const [role] = await sql`select rolsuper, rolbypassrls from pg_roles where rolname = current_user`;
  expect(role).toEqual({ rolsuper: false, rolbypassrls: false });
  await sql.end();
});

test("French words are split at curly apostrophes and quotation marks", async () => {
  const sql = postgres(process.env.GUICHET_TEST_CLUSTER!, { max: 1 });
  const [row] = await sql`select to_tsvector('french', 'l’élève « École »')::text as words, lower('ÉCOLE') as lower`;
  expect(row).toEqual({ words: "'écol':3 'élev':2", lower: "école" });
  await sql.end();
});
