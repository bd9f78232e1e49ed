import { Conflict } from "@/lib/access/refusals";
import { linkItem } from "@/lib/items/link-item";
import { putItem } from "@/lib/items/put-item";
import { relateItems } from "@/lib/items/relate-items";
import { shareItem } from "@/lib/items/share-item";
import { type Actor, personActor } from "@/lib/tenancy/actor";
import { people } from "./script";

type Laid = Parameters<typeof putItem>[1];
type Fact = Omit<Laid, "workspace">;

const inService = { status: "in-service" } as const;

/** What the contractor's platform is made of, and serves every workspace with. */
const platform: Fact[] = (["Paris", "Lyon", "Marseille"] as const).map((city) => ({
  type: "point-of-presence",
  externalKey: `pop-${city.toLowerCase()}`,
  name: `POP ${city}`,
  criticality: 1,
  ...inService,
  values: { city, operator: "Titulaire", capacity: city === "Paris" ? 400 : 100 },
}));

const sites = [
  { workspace: "culture", project: "PORTAIL", domain: "demarches.culture.example", ends: 21 },
  { workspace: "efs", project: "DON", domain: "don.efs.example", ends: 120 },
  { workspace: "inrap", project: "FOUILLES", domain: "fouilles.inrap.example", ends: 5 },
] as const;

/** A site with what it stands on: its name, its certificate, its origin, and the rules by which its pages are kept. */
function itemsOf({ workspace, project, domain, ends }: (typeof sites)[number], today: Date): Laid[] {
  const place = { workspace, project, ...inService };
  const key = (what: string) => `${what}-${workspace}`;
  const until = (days: number) => new Date(today.getTime() + days * 86_400_000).toISOString().slice(0, 10);
  const rule = (scope: string, target: string | null, seconds: number, name: string): Laid => ({
    ...{ ...place, type: "cache-rule", externalKey: key(`cache-${scope}`), name: `${domain} : ${name}` },
    values: { scope, target, seconds },
  });
  return [
    {
      ...place,
      type: "site",
      externalKey: key("site"),
      name: domain,
      criticality: 1,
      values: { address: `https://${domain}/` },
    },
    {
      ...place,
      type: "domain-name",
      externalKey: key("domain"),
      name: `Nom ${domain}`,
      expiresOn: until(ends + 200),
      values: { registrar: "AFNIC" },
    },
    {
      ...{ ...place, type: "tls-certificate", externalKey: key("certificate"), name: `Certificat de ${domain}` },
      ...{ criticality: 2, owner: "nadia@titulaire.example", expiresOn: until(ends) },
      values: { names: domain, issuer: "Certigna", "private-key": "Coffre du titulaire, compartiment TLS" },
    },
    {
      ...place,
      type: "origin",
      externalKey: key("origin"),
      name: `Origine de ${domain}`,
      criticality: 2,
      values: { address: `origine.${domain}`, protocol: "https" },
    },
    rule("global", null, 300, "tout le site"),
    rule("types", "css js woff2", 86_400, "habillage"),
    rule("type", "jpg", 604_800, "photographies"),
    rule("page", "/actualites", 60, "actualités"),
  ];
}

/** What stands to what around a site: the points of presence serve it, its rules and its certificate apply to it, it depends on its origin. */
const around = [
  ["certificate", "certifies"],
  ["cache-global", "applies-to"],
  ["cache-types", "applies-to"],
  ["cache-type", "applies-to"],
  ["cache-page", "applies-to"],
] as const;

/** The configuration of three sites and of the platform that serves them: through the verbs, by keys, so that a second time changes nothing. */
export async function playItemsStories(accountIds: Map<string, string>) {
  const actorOf = (person: "nadia" | "oscar"): Actor => personActor(accountIds.get(people[person])!, "web");
  const [nadia, oscar] = [actorOf("nadia"), actorOf("oscar")];
  const presences: string[] = [];
  for (const fact of platform) presences.push((await putItem(oscar, { ...fact, workspace: null })).item.id);
  const [paris, lyon, marseille] = presences as [string, string, string];
  await once(() => relateItems(oscar, { from: lyon, type: "connected-to", to: paris }));
  await once(() => relateItems(oscar, { from: marseille, type: "connected-to", to: lyon }));
  for (const site of sites) {
    for (const item of presences) await once(() => shareItem(oscar, { item, workspace: site.workspace }));
    const laid = new Map<string, string>();
    for (const one of itemsOf(site, new Date())) laid.set(one.externalKey, (await putItem(nadia, one)).item.id);
    const idOf = (what: string) => laid.get(`${what}-${site.workspace}`)!;
    for (const from of site.workspace === "inrap" ? [paris] : [paris, lyon])
      await once(() => relateItems(nadia, { from, type: "serves", to: idOf("site") }));
    for (const [what, type] of around)
      await once(() => relateItems(nadia, { from: idOf(what), type, to: idOf("site") }));
    await once(() => relateItems(nadia, { from: idOf("site"), type: "depends-on", to: idOf("origin") }));
    await once(() => relateItems(nadia, { from: idOf("site"), type: "depends-on", to: idOf("domain") }));
  }
  await linkItem(nadia, { ticket: "PORTAIL-1", item: "site-culture" });
}

/** What was done by an interrupted run is there already. */
async function once(deed: () => Promise<unknown>) {
  try {
    await deed();
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
  }
}
