import { BlockList, isIP } from "node:net";
import { getSetting } from "@/lib/settings/setting-queries";
import { directoryActor } from "@/lib/tenancy/actor";

const freshMilliseconds = 10_000;
let known: { networks: BlockList; until: number } | undefined;

/** Whether mail from this peer may be believed about its sender: it is one of the relays that an administrator named. */
export async function isTrustedPeer(address: string): Promise<boolean> {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
  const family = isIP(plain);
  if (family === 0) return false;
  if (!known || known.until < Date.now())
    known = { networks: await readNetworks(), until: Date.now() + freshMilliseconds };
  return known.networks.check(plain, family === 4 ? "ipv4" : "ipv6");
}

async function readNetworks(): Promise<BlockList> {
  const relays = await directoryActor().transaction((tx) => getSetting(tx, "mail.trustedRelays"));
  const networks = new BlockList();
  for (const relay of relays) {
    const [address = "", bits] = relay.split("/");
    const family = isIP(address) === 4 ? "ipv4" : "ipv6";
    if (bits === undefined) networks.addAddress(address, family);
    else networks.addSubnet(address, Number(bits), family);
  }
  return networks;
}
