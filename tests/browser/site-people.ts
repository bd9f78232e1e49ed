import { readFileSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import { inject } from "vitest";
import { sha256 } from "@/lib/journal/event";
import { hiddenFrom, learnFacts, readWholeWorld } from "../isolation/demonstration-facts";

export const site = inject("siteUrl");

export type SitePeople = Awaited<ReturnType<typeof meetPeople>>;

export const people = [
  "nadia@titulaire.example",
  "oscar@titulaire.example",
  "camille@culture.example",
  "ines@culture.example",
  "jules@culture.example",
  "rachid@efs.example",
  "paula@culture.example",
];

/** The people of the running demonstration, each signed in without a browser, and what is hidden from each. */
export async function meetPeople() {
  const folder = inject("siteFolder");
  const instance = JSON.parse(readFileSync(join(folder, "instance.json"), "utf8"));
  Object.assign(process.env, { GUICHET_DATA: folder, GUICHET_URL: site, DATABASE_URL: instance.databaseUrl });
  delete process.env.GUICHET_SECRET;
  const { roleUrl } = await import("@/lib/settings/environment");
  const { openSession } = await import("@/lib/accounts/open-session");
  const { sealSessionId, sessionCookieName } = await import("@/lib/accounts/session");
  const { personActor } = await import("@/lib/tenancy/actor");
  const { closeDatabase } = await import("@/lib/tenancy/database");
  const owner = postgres(instance.databaseUrl, { max: 1, onnotice: () => {} });
  const worker = postgres(roleUrl("guichet_worker"), { max: 1, onnotice: () => {} });
  const accounts = new Map(
    (await owner`select id, mail from account`).map((row) => [row.mail as string, row.id as string]),
  );

  return {
    /** The headers by which a browser is known as that person. */
    async signIn(mail: string): Promise<Record<string, string>> {
      const id = await openSession(personActor(accounts.get(mail)!, "web"), { address: "127.0.0.1", userAgent: null });
      return { cookie: `${sessionCookieName()}=${sealSessionId(id)}`, "accept-language": "fr" };
    },
    /** The same for a client of the API. */
    async takeToken(mail: string): Promise<Record<string, string>> {
      const token = `gui_${sha256(mail + Math.random()).slice(0, 43)}`;
      await owner`insert into access_token (account_id, name, token_hash) values (${accounts.get(mail)!}, 'matrix', ${sha256(token)})`;
      return { authorization: `Bearer ${token}` };
    },
    /** Read anew, because the running demonstration changes. */
    async learn() {
      const everything = await readWholeWorld(owner, worker);
      const facts = learnFacts(everything);
      return { everything, hiddenFrom: (mail: string) => hiddenFrom(everything, facts, accounts.get(mail)!) };
    },
    /** How many lines the journals of these chains hold together. */
    async countLines(chains: string[]): Promise<number> {
      const [found] = await owner<{ lines: number }[]>`
        select coalesce(sum(last_sequence), 0)::int as lines from chain where id = any(${chains}) or workspace_id = any(${chains})`;
      return found!.lines;
    },
    /** Signing in was asked for these people with wrong passwords: whoever comes next is not to wait for it. */
    async forgetAttempts() {
      await owner`delete from sign_in_attempt`;
    },
    async close() {
      await Promise.all([owner.end(), worker.end(), closeDatabase()]);
    },
  };
}
