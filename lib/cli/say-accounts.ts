import { accounts, administrator, demonstrationPassword, grants, memberships } from "@/lib/demonstration/demonstration";
import { bold, say } from "./progress";

/** Lists the demonstration accounts, with what each of them is and may do. */
export function sayAccounts(): void {
  say(`\n  Comptes, tous avec le mot de passe ${bold(demonstrationPassword)} :`);
  sayAccount(administrator.mail, "administrateur de la plateforme");
  for (const { mail } of accounts) sayAccount(mail, [...profilesOf(mail), ...grantsOf(mail)].join(" ; "));
}

function sayAccount(mail: string, role: string): void {
  say(`    ${mail.padEnd(26)} ${role}`);
}

function profilesOf(mail: string): string[] {
  const mine = memberships.filter(({ account }) => account === mail);
  const byProfile = Map.groupBy(mine, ({ profile }) => profile);
  return [...byProfile].map(([profile, places]) => `${profile} (${places.map((place) => place.workspace).join(", ")})`);
}

function grantsOf(mail: string): string[] {
  const verbs = { read: "lit", write: "écrit dans" };
  return grants.filter(({ account }) => account === mail).map(({ project, level }) => `${verbs[level]} ${project}`);
}
