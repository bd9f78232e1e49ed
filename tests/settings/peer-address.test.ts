import { describe, expect, it } from "vitest";
import { networkOf, parseNetworks, peerAddress } from "@/lib/settings/peer-address";

const nobody = parseNetworks("");
const proxies = parseNetworks("10.0.0.0/8, ::1");

describe("the peer's address", () => {
  it("is the socket's, whatever a client that is no trusted proxy says", () => {
    expect(peerAddress("192.0.2.1", undefined, nobody)).toBe("192.0.2.1");
    expect(peerAddress("192.0.2.1", "198.51.100.9", nobody)).toBe("192.0.2.1");
    expect(peerAddress("192.0.2.1", "198.51.100.9", proxies)).toBe("192.0.2.1");
    expect(peerAddress("::ffff:192.0.2.1", undefined, nobody)).toBe("192.0.2.1");
  });

  it("is the last one that trusted proxies heard, past what the client had written before", () => {
    expect(peerAddress("10.0.0.1", "198.51.100.9", proxies)).toBe("198.51.100.9");
    expect(peerAddress("10.0.0.1", "6.6.6.6, 198.51.100.9, 10.2.3.4", proxies)).toBe("198.51.100.9");
    expect(peerAddress("::ffff:10.0.0.1", "198.51.100.9", proxies)).toBe("198.51.100.9");
    expect(peerAddress("::1", "[2001:db8::7]:443", proxies)).toBe("2001:db8::7");
  });

  it("is the proxy's own when it says nothing readable", () => {
    expect(peerAddress("10.0.0.1", undefined, proxies)).toBe("10.0.0.1");
    expect(peerAddress("10.0.0.1", "unknown", proxies)).toBe("10.0.0.1");
    expect(peerAddress(undefined, undefined, nobody)).toBe("unknown");
  });

  it("is counted by network: one IPv4 address, or the /64 of one subscriber", () => {
    expect(networkOf("192.0.2.1")).toBe("192.0.2.1");
    expect(networkOf("2001:db8:0:1::9")).toBe("2001:db8:0:1::/64");
    expect(networkOf("2001:DB8:0:1:a:b:c:d")).toBe("2001:db8:0:1::/64");
    expect(networkOf("fe80::1%eth0")).toBe("fe80:0:0:0::/64");
    expect(networkOf("::1")).toBe("0:0:0:0::/64");
  });

  it("is refused as a setting when it is none", () => {
    for (const text of ["proxy.example", "10.0.0.0/99", "10.0.0"]) expect(() => parseNetworks(text)).toThrow();
  });
});
