import type postgres from "postgres";
import { as } from "./observe";
import type { RandomGround } from "./random-ground";

class Undo extends Error {}

/** Whether a write goes through and touches a row; always undone. */
export async function tries(
  ground: RandomGround,
  account: string,
  write: (sql: postgres.TransactionSql) => Promise<{ count: number }>,
): Promise<boolean> {
  let touched = 0;
  try {
    await as(ground.web, account, async (sql) => {
      touched = (await write(sql)).count;
      throw new Undo();
    });
  } catch (error) {
    if (error instanceof Undo) return touched === 1;
    if ((error as { code?: string }).code === "42501") return false;
    throw error;
  }
  return false;
}
