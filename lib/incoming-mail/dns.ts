import { Resolver } from "node:dns/promises";
import { getSettings } from "@/lib/settings/environment";

let resolver: Resolver | undefined;

/** Asks the DNS servers of the settings, or those of the machine, about one name. */
export function askDns(name: string, type: string): Promise<string[][] | string[]> {
  resolver ??= openResolver();
  return resolver.resolve(name, type) as Promise<string[][] | string[]>;
}

function openResolver(): Resolver {
  const opened = new Resolver({ timeout: 1_500, tries: 2 });
  const { dnsServers } = getSettings();
  if (dnsServers.length > 0) opened.setServers(dnsServers);
  return opened;
}
