import { BlockList, isIP, isIPv6 } from "node:net";

/** Addresses and networks (`10.0.0.0/8, ::1`) as a list that can be asked; throws on one that is none. */
export function parseNetworks(text: string): BlockList {
  const list = new BlockList();
  for (const entry of text.split(/[\s,]+/).filter(Boolean)) {
    const [address = "", bits] = entry.split("/");
    const family = familyOf(address);
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}

/**
 * Who really asks: the socket's address, unless it is a trusted proxy's; then the last address of X-Forwarded-For that is not one
 * (each proxy adds, at the end, whom it heard).
 */
export function peerAddress(socketAddress: string | undefined, forwardedFor: string | undefined, trusted: BlockList) {
  const heard = [...(forwardedFor ?? "").split(",").map((entry) => entry.trim()), socketAddress ?? ""].map(
    plainAddress,
  );
  let peer = heard.pop() ?? "";
  while (isTrusted(peer, trusted) && heard.length > 0 && isIP(heard.at(-1)!)) peer = heard.pop()!;
  return peer || "unknown";
}

export function isTrusted(address: string, trusted: BlockList): boolean {
  const plain = plainAddress(address);
  return isIP(plain) !== 0 && trusted.check(plain, familyOf(plain));
}

/** Whom a limit counts: an IPv4 address, or the /64 that one subscriber of IPv6 holds. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = "", tail] = address.split("%")[0]!.split("::");
  const left = head.split(":").filter(Boolean);
  const right = tail?.split(":").filter(Boolean) ?? [];
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill("0");
  const groups = [...left, ...zeros, ...right].slice(0, 4);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(":")}::/64`;
}

function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, "").replace(/^\[(.*)\](:\d+)?$/, "$1");
}

function familyOf(address: string): "ipv4" | "ipv6" {
  if (isIP(address) === 0) throw new Error(`${address} is not an IP address`);
  return isIPv6(address) ? "ipv6" : "ipv4";
}
