import { putItem } from "@/lib/items/put-item";
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

/** The configuration of three sites and of the platform that serves them: through the verbs, by keys, so that a second time changes nothing. */
export async function playItemsStories(accountIds: Map<string, string>) {
  const actorOf = (person: "nadia" | "oscar"): Actor => personActor(accountIds.get(people[person])!, "web");
  for (const fact of platform) await putItem(actorOf("oscar"), { ...fact, workspace: null });
  for (const site of sites) for (const laid of itemsOf(site, new Date())) await putItem(actorOf("nadia"), laid);
}
