import type { Settings } from "@/lib/settings/environment";
import { bold, elapsed, say } from "./progress";
import type { Run } from "./run";
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
  if (command === "demo" || command === "dev") sayAccounts();
  if (command === "start") await offerLink(stop);
  say("\n  Ctrl-C arrête tout proprement.\n");
}

/** DESIGN names these accounts once for people, docs and checks; the demonstration makes them. */
function sayAccounts(): void {
  say(`\n  Comptes, tous avec le mot de passe ${bold("guichet-demo-2026")} :`);
  for (const [address, role] of ACCOUNTS) say(`    ${address.padEnd(26)} ${role}`);
}

const ACCOUNTS = [
  ["admin@guichet.example", "administrateur de la plateforme"],
  ["nadia@titulaire.example", "agent du titulaire : culture, efs, inrap"],
  ["oscar@titulaire.example", "responsable de service : culture, efs, inrap"],
  ["camille@culture.example", "suivi de projet : lit PORTAIL, écrit dans PRESSE"],
  ["ines@culture.example", "demandeuse : culture"],
  ["jules@culture.example", "demandeur : culture"],
  ["rachid@efs.example", "suivi de projet : écrit dans DON"],
  ["paula@culture.example", "suivi de projet : lit PORTAIL ; demandeuse : inrap"],
] as const;

async function offerLink(stop: AbortSignal): Promise<void> {
  const { offerAdministrator } = await import("@/lib/accounts/offer-administrator");
  const link = await unlessStopped(stop, offerAdministrator());
  if (!link) return;
  say("\n  Aucun administrateur encore. Ce lien, à usage unique, crée le premier :");
  say(`    ${bold(link)}`);
}
