import { afterAll, beforeAll, expect, it } from "vitest";
import { openWorld, type World } from "@/tests/world";

let world: World;

beforeAll(async () => {
  world = await openWorld();
});

afterAll(() => world.close());

it("a stream says what its listener may see, and ends with his session before it says anything more", async () => {
  const { liveStream } = await import("@/app/_doors/live-stream");
  const { openTicket } = await import("@/lib/tickets/open-ticket");
  let here = true;
  const leaving = new AbortController();
  const listener = { actor: world.actor("ines@culture.example"), isStillHere: async () => here };
  const answer = liveStream(listener, leaving.signal);
  expect(answer.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  expect(answer.headers.get("cache-control")).toContain("no-store");

  let heard = "";
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
  const listening = (async () => {
    for (let part = await reader.read(); !part.done; part = await reader.read()) heard += part.value;
  })();
  const open = (title: string) =>
    openTicket(world.actor("ines@culture.example"), { project: "PORTAIL", title, message: title });
  const first = await open("Un");
  await expect.poll(() => heard, { timeout: 10_000 }).toContain(`event: ticket\ndata: ${first.reference}\n\n`);

  here = false;
  const second = await open("Deux");
  await listening;
  expect(heard).toContain("event: ended");
  expect(heard).not.toContain(second.reference);
});
