import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, type World } from "@/tests/world";
import { administrator, platformEvents } from "./platform";

const office = { address: "192.0.2.10", userAgent: "Firefox" };
const ines = "ines@culture.example";
const jules = "jules@culture.example";
let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function open(mail: string) {
  const { openSession } = await import("@/lib/accounts/open-session");
  return openSession(world.actor(mail), office);
}

async function isOpen(sessionId: string) {
  const { findSessionAccount } = await import("@/lib/accounts/session-queries");
  return (await findSessionAccount(sessionId)) !== null;
}

describe("a session", () => {
  it("says whose it is with all that person's rights, and leaves its line", async () => {
    const { findSessionAccount } = await import("@/lib/accounts/session-queries");
    const { getRights } = await import("@/lib/access/rights");
    const id = await open("camille@culture.example");
    const found = await findSessionAccount(id);
    expect(found?.account).toMatchObject({ mail: "camille@culture.example", locale: "fr", timeZone: "Europe/Paris" });
    const rights = await world.actor("camille@culture.example").transaction(getRights);
    const byProject = (one: { projectId: string }, other: { projectId: string }) =>
      one.projectId.localeCompare(other.projectId);
    expect({ ...found?.rights, grants: found?.rights.grants.toSorted(byProject) }).toEqual({
      ...rights,
      grants: rights.grants.toSorted(byProject),
    });
    const [line] = await platformEvents(world, "session.opened");
    expect(line).toMatchObject({
      actorId: world.account("camille@culture.example").id,
      payload: { sessionId: id, address: "192.0.2.10", userAgent: "Firefox" },
    });
  });

  it("opens nothing for a cookie that is not sealed by us", async () => {
    const { sealSessionId, unsealSessionId } = await import("@/lib/accounts/session");
    const id = await open(ines);
    expect(unsealSessionId(sealSessionId(id))).toBe(id);
    for (const forged of [
      undefined,
      "",
      id,
      `${id}.`,
      `${id}.AAAA`,
      `${sealSessionId(id)}A`,
      sealSessionId(id).slice(0, -2),
    ])
      expect(unsealSessionId(forged)).toBeNull();
  });

  it("ends after twelve hours whatever happens", async () => {
    const id = await open(ines);
    const [row] =
      await world.owner`select extract(epoch from expires_at - created_at)::int as seconds from session where id = ${id}`;
    expect(row!.seconds).toBe(12 * 3600);
    await world.owner`update session set expires_at = now() - interval '1 second' where id = ${id}`;
    expect(await isOpen(id)).toBe(false);
  });

  it("sleeps after thirty minutes for an administrator, and not for ines", async () => {
    const [hers, admins] = [await open(ines), await open(administrator)];
    await world.owner`update session set last_seen_at = now() - interval '31 minutes' where id in ${world.owner([hers, admins])}`;
    expect(await isOpen(admins)).toBe(false);
    expect(await isOpen(hers)).toBe(true);
  });

  it("keeps the limits that the settings say", async () => {
    await world.owner`insert into setting (key, value) values ('sessions', '{"idleMinutes": 5, "absoluteHours": 1}')`;
    const id = await open(ines);
    await world.owner`update session set last_seen_at = now() - interval '6 minutes' where id = ${id}`;
    expect(await isOpen(id)).toBe(false);
    const [row] =
      await world.owner`select extract(epoch from expires_at - created_at)::int as seconds from session where id = ${id}`;
    await world.owner`delete from setting where key = 'sessions'`;
    expect(row!.seconds).toBe(3600);
  });

  it("notes that it is in use, at most once a minute", async () => {
    const { touchSession } = await import("@/lib/accounts/touch-session");
    const id = await open(ines);
    const seen = async () => (await world.owner`select last_seen_at from session where id = ${id}`)[0]!.last_seen_at;
    await world.owner`update session set last_seen_at = now() - interval '30 seconds' where id = ${id}`;
    const before = await seen();
    await touchSession(world.actor(ines), id);
    expect(await seen()).toEqual(before);
    await world.owner`update session set last_seen_at = now() - interval '61 seconds' where id = ${id}`;
    await touchSession(world.actor(ines), id);
    expect((await seen()).getTime()).toBeGreaterThan(before.getTime());
  });
});

describe("ending sessions", () => {
  it("ends one of ines's own at its very next request, and leaves its line", async () => {
    const { endSession } = await import("@/lib/accounts/end-session");
    const [kept, ended] = [await open(ines), await open(ines)];
    await endSession(world.actor(ines), { session: ended });
    expect([await isOpen(kept), await isOpen(ended)]).toEqual([true, false]);
    expect((await platformEvents(world))[0]).toMatchObject({ type: "session.ended", payload: { sessionId: ended } });
  });

  it("leaves one line when it is ended twice at once", async () => {
    const { endSession } = await import("@/lib/accounts/end-session");
    const session = await open(ines);
    await Promise.all([1, 2, 3].map(() => endSession(world.actor(ines), { session })));
    const lines = await platformEvents(world, "session.ended");
    expect(lines.filter((line) => (line.payload as { sessionId?: string }).sessionId === session)).toHaveLength(1);
  });

  it("does not tell jules that ines's session exists; an administrator may end it", async () => {
    const { endSession } = await import("@/lib/accounts/end-session");
    const session = await open(ines);
    await expect(endSession(world.actor(jules), { session })).rejects.toThrow("unknown-session");
    await expect(endSession(world.actor("oscar@titulaire.example"), { session })).rejects.toThrow("unknown-session");
    expect(await isOpen(session)).toBe(true);
    await endSession(world.actor(administrator), { session });
    expect(await isOpen(session)).toBe(false);
  });

  it("signs out everywhere but here", async () => {
    const { signOutEverywhere } = await import("@/lib/accounts/sign-out-everywhere");
    const [here, there, hers] = [await open(jules), await open(jules), await open(ines)];
    await signOutEverywhere(world.actor(jules), { but: here });
    expect([await isOpen(here), await isOpen(there), await isOpen(hers)]).toEqual([true, false, true]);
  });

  it("signs nobody else out for who is no administrator", async () => {
    const { signOutEverywhere } = await import("@/lib/accounts/sign-out-everywhere");
    const hers = await open(ines);
    await expect(signOutEverywhere(world.actor("oscar@titulaire.example"), { account: ines })).rejects.toThrow(
      "forbidden",
    );
    await expect(signOutEverywhere(world.actor("rachid@efs.example"), { account: ines })).rejects.toThrow(
      "unknown-account",
    );
    expect(await isOpen(hers)).toBe(true);
  });

  it("ends all of an account that is suspended, and they stay ended when it is restored", async () => {
    const { suspendAccount } = await import("@/lib/accounts/suspend-account");
    const { restoreAccount } = await import("@/lib/accounts/restore-account");
    const session = await open(jules);
    await suspendAccount(world.actor(administrator), { account: jules });
    expect(await isOpen(session)).toBe(false);
    await restoreAccount(world.actor(administrator), { account: jules });
    expect(await isOpen(session)).toBe(false);
    expect(await isOpen(await open(jules))).toBe(true);
  });
});
