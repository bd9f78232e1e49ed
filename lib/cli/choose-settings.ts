import { getSettings, type Settings } from "@/lib/settings/environment";
import { say } from "./progress";
import type { Command } from "./run";
import { Trouble } from "./trouble";
import { words } from "./words";

/** The settings of one command. The demonstration has a folder and a database of its own: its passwords are public. */
export function chooseSettings(command: Command): Settings {
  const isDemonstration = command === "demo" || command === "dev";
  process.env.GUICHET_DATA ||= isDemonstration ? "./data/demo" : "./data";
  if (isDemonstration && process.env.DATABASE_URL) {
    say(`  ${words.databaseUrlIgnored}`);
    delete process.env.DATABASE_URL;
  }
  const settings = getSettings();
  if ((command === "web" || command === "worker") && !settings.databaseUrl) {
    throw new Trouble(words.databaseUrlNeeded(command));
  }
  return settings;
}
