import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { openWorld, type World } from "../world";
import { office, openOffice } from "./office";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

describe.skipIf(!office)("LibreOffice opens what the world exports", () => {
  let world: World;
  const opened = openOffice();
  const nadia = () => world.actor("nadia@titulaire.example");

  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(async () => {
    opened.close();
    await world?.close();
  });

  async function read(subject: "tickets" | "time", format: "xlsx" | "ods", sheet: string) {
    const { streamExport } = await import("@/lib/exports/stream-export");
    const { body } = await streamExport(nadia(), { subject, format });
    const [titles, ...rows] = await opened.convert(`${subject}.${format}`, await buffer(body), sheet);
    return { rows, column: (title: string) => rows.map((row) => row[titles!.indexOf(title)]!) };
  }

  async function ask<T>(query: string): Promise<T> {
    const { sql } = await import("drizzle-orm");
    const [row] = await nadia().transaction((tx) => tx.execute(sql.raw(query)));
    return row as T;
  }

  test.each(["xlsx", "ods"] as const)("the time of a %s adds up to what PostgreSQL adds up to", async (format) => {
    const { column, rows } = await read("time", format, "Temps passé");
    const said = await ask<{ minutes: number; real: number; entries: number }>(`
      select sum(e.accounted_minutes)::int as minutes, sum(r.real_minutes)::int as real, count(*)::int as entries
      from time_entry e left join time_real r on r.entry_id = e.id where e.removed_at is null`);
    const minutes = (texts: string[]) =>
      texts.filter(Boolean).reduce((total, text) => {
        const [hours, rest] = text.split(":").map(Number);
        return total + hours! * 60 + rest!;
      }, 0);
    expect(said.entries).toBeGreaterThan(3);
    expect(rows.length).toBe(said.entries);
    expect(minutes(column("Temps comptabilisé"))).toBe(said.minutes);
    expect(minutes(column("Temps réel"))).toBe(said.real);
  });

  test.each(["xlsx", "ods"] as const)("the tickets of a %s are those of PostgreSQL, each once", async (format) => {
    const { column } = await read("tickets", format, "Fiches");
    const { references } = await ask<{ references: string[] }>(
      "select array_agg(reference order by reference) as references from ticket",
    );
    expect(column("Numéro").toSorted()).toEqual(references.toSorted());
  });
});
