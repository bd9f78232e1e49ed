import { headers } from "next/headers";
import type { Peer } from "@/lib/accounts/session";

/** Where the request comes from; its address is the one that forgetForwardedHeaders left. */
export async function currentPeer(): Promise<Peer> {
  return peerOf(await headers());
}

export function peerOf(list: Headers): Peer {
  return { address: list.get("x-forwarded-for") ?? "unknown", userAgent: list.get("user-agent") };
}
