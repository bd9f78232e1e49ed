import { z } from "zod";
import type { dashboard } from "@/db/schema";
import { figureNames } from "./definitions";

/** A figure kept on a dashboard: its title, and the query of the statistics page that it came from. */
export const Card = z.strictObject({
  title: z.string().trim().min(1).max(120),
  figure: z.enum(figureNames as [(typeof figureNames)[number], ...typeof figureNames]),
  query: z.string().max(2_000),
});
export type Card = z.output<typeof Card>;

export const DashboardName = z.string().trim().min(1).max(120);

/** Beyond, nobody reads it, and each one is a question to the database. */
export const mostCards = 12;

export type Dashboard = Omit<typeof dashboard.$inferSelect, "cards"> & { cards: Card[] };
