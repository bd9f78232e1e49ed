import { sql } from "drizzle-orm";
import { z } from "zod";
import { setting } from "@/db/schema";
import { authorizePlatform } from "@/lib/access/ability";
import { getRights } from "@/lib/access/rights";
import { recordEvent } from "@/lib/journal/record-event";
import { type SettingKey, type SettingValue, settingKeys, settings } from "@/lib/settings/setting";
import { getSetting } from "@/lib/settings/setting-queries";
import { type Actor, PLATFORM_ID } from "@/lib/tenancy/actor";
import { lockAdministration } from "./workspace-queries";

export const ChangeSettingInput = z.strictObject({ key: z.enum(settingKeys), value: z.unknown() });

/** Sets one setting of the whole instance. Throws Forbidden, or a ZodError when the value does not suit the key. */
export async function changeSetting<Key extends SettingKey>(
  actor: Actor,
  input: { key: Key; value: SettingValue<Key> },
) {
  const { key, value } = ChangeSettingInput.parse(input);
  const next = settings[key].parse(value);
  return actor.transaction(async (tx) => {
    authorizePlatform(await getRights(tx));
    await lockAdministration(tx, PLATFORM_ID);
    const before = await getSetting(tx, key);
    if (JSON.stringify(before) === JSON.stringify(next)) return next;
    await tx
      .insert(setting)
      .values({ key, value: next, updatedBy: actor.accountId })
      .onConflictDoUpdate({
        target: setting.key,
        set: { value: next, updatedAt: sql`now()`, updatedBy: actor.accountId },
      });
    await recordEvent(tx, {
      type: "setting.changed",
      workspaceId: PLATFORM_ID,
      payload: { key, value: [before, next] },
    });
    return next;
  });
}
