import { offerAdministrator } from "@/lib/accounts/offer-administrator";
import type { Settings } from "@/lib/settings/environment";
import { closeDatabase } from "@/lib/tenancy/database";
import { bold, elapsed, say } from "./progress";
import type { Run } from "./run";
import { sayAccounts } from "./say-accounts";
import { sayNeighbours } from "./say-neighbours";
import { unlessStopped } from "./trouble";

/** Says that all is ready: where to go, with which account, and how to stop. */
export async function announceInstance(run: Run, settings: Settings, folder: string, started: number): Promise<void> {
  const { command, stop } = run;
  const { mailListen, mailDomain, smtpUrl, url } = settings;
  say(`\n${bold("Guichet est prêt")} (${elapsed(started)}).\n`);
  if (command !== "worker") say(`  Site        ${bold(url)}`);
  if (command !== "web") say(`  Courrier    SMTP sur ${mailListen.host}:${mailListen.port}, domaine ${mailDomain}`);
  if (command !== "web" && !smtpUrl) say("  Envois      écrits dans le dossier des données (SMTP_URL n'est pas réglé)");
  say(`  Données     ${folder}`);
  await sayNeighbours(settings);
  if (command === "demo" || command === "dev") sayAccounts();
  if (command === "start") await offerLink(stop);
  say("\n  Ctrl-C arrête tout proprement.\n");
}

async function offerLink(stop: AbortSignal): Promise<void> {
  const link = await unlessStopped(stop, offerAdministrator().finally(closeDatabase));
  if (!link) return;
  say("\n  Aucun administrateur encore. Ce lien, à usage unique, crée le premier :");
  say(`    ${bold(link)}`);
}
