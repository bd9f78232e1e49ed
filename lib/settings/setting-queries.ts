import { eq } from "drizzle-orm";
import { setting } from "@/db/schema";
import type { Transaction } from "@/lib/tenancy/actor";
import { type SettingKey, type SettingValue, settings } from "./setting";

/** A setting's value, or its default when nobody set it (or when what was set makes no sense to this version). */
export async function getSetting<Key extends SettingKey>(tx: Transaction, key: Key): Promise<SettingValue<Key>> {
  const [found] = await tx.select({ value: setting.value }).from(setting).where(eq(setting.key, key));
  return read(key, found?.value);
}

function read<Key extends SettingKey>(key: Key, value: unknown): SettingValue<Key> {
  const parsed = settings[key].safeParse(value);
  return (parsed.success ? parsed.data : settings[key].parse(undefined)) as SettingValue<Key>;
}
