import { eq } from "drizzle-orm";
import { setting } from "@/db/schema";
import type { Transaction } from "@/lib/tenancy/actor";
import { type SettingKey, type SettingValue, settingKeys, settings } from "./setting";

/** A setting's value, or its default when nobody set it (or when what was set makes no sense to this version). */
export async function getSetting<Key extends SettingKey>(tx: Transaction, key: Key): Promise<SettingValue<Key>> {
  const [found] = await tx.select({ value: setting.value }).from(setting).where(eq(setting.key, key));
  return read(key, found?.value);
}

/** Every setting, with who changed it last and when. */
export async function listSettings(tx: Transaction) {
  const rows = await tx.select().from(setting);
  return settingKeys.map((key) => {
    const row = rows.find((candidate) => candidate.key === key);
    return { key, value: read(key, row?.value), updatedAt: row?.updatedAt ?? null, updatedBy: row?.updatedBy ?? null };
  });
}

function read<Key extends SettingKey>(key: Key, value: unknown): SettingValue<Key> {
  const parsed = settings[key].safeParse(value);
  return (parsed.success ? parsed.data : settings[key].parse(undefined)) as SettingValue<Key>;
}
