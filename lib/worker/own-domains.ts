import { listInboundDomains } from "@/lib/incoming-mail/directory-queries";
import { getSettings } from "@/lib/settings/environment";
import { directoryActor } from "@/lib/tenancy/actor";

const freshMilliseconds = 10_000;
let known: { domains: Set<string>; until: number } | undefined;

/** Whether mail for this address is ours to take: at the domain of the settings, or at that of a project's own address. */
export async function isOurDomain(address: string): Promise<boolean> {
  const domain = address.slice(address.lastIndexOf("@") + 1).toLowerCase();
  if (domain === getSettings().mailDomain) return true;
  if (!known || known.until < Date.now()) {
    const domains = await directoryActor().transaction(listInboundDomains);
    known = { domains: new Set(domains), until: Date.now() + freshMilliseconds };
  }
  return known.domains.has(domain);
}
