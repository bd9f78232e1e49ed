import postgres from "postgres";
import { openWorld } from "../world";
import type { Ground } from "./random-world-shapes";

export type RandomGround = Awaited<ReturnType<typeof openRandomGround>>;

/** A world of its own in which random ones are laid, and the connections by which they are laid and looked at. */
export async function openRandomGround() {
  const world = await openWorld();
  const { roleUrl } = await import("@/lib/settings/environment");
  const web = postgres(roleUrl("guichet_web"), { max: 4, onnotice: () => {} });
  const worker = postgres(roleUrl("guichet_worker"), { max: 2, onnotice: () => {} });
  // No job asks for an approval: only this world's layer does.
  await world.owner.unsafe("grant insert on plan, approval, approver, decision to guichet_worker");
  const ground: Ground = { owner: world.owner, worker, workspaces: [] };
  // No job writes these: in this database their owner may lay rows of them, which it may not read for that.
  for (const table of ["time_entry", "time_real", "known_error", "task", "operation", "operation_ticket"])
    await world.owner.unsafe(
      `create policy laid_by_this_test on ${table} for insert to current_user with check (true)`,
    );
  for (const key of ["culture", "efs"]) {
    const id = world.workspace(key).id;
    const [status] = await worker.begin(async (sql) => {
      await sql`select set_config('app.workspace_id', ${id}, true)`;
      return sql<{ id: string }[]>`select id from status where kind = 'request' and phase = 'new' limit 1`;
    });
    ground.workspaces.push({ id, statusId: status!.id });
  }
  return {
    ...ground,
    web,
    async close() {
      await Promise.all([web.end(), worker.end()]);
      await world.close();
    },
  };
}
