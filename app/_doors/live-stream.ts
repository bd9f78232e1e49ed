import type { Actor } from "@/lib/tenancy/actor";
import { followTickets } from "@/lib/tickets/follow-tickets";

export interface Listener {
  actor: Actor;
  /** When what he looks at was drawn, in milliseconds: he hears of what happened since. */
  since?: number;
  /** Whether his session or token still stands; asked before each word, so that its end is the stream's. */
  isStillHere(): Promise<boolean>;
}

/** Seconds between two signs of life: proxies close what stays silent for a minute. */
const heartbeat = 20;

/**
 * Server-sent events for one listener: `ticket` with a reference, when something happened there that he may see; `missed`, when
 * something may have been missed; `ended`, when his session did.
 */
export function liveStream({ actor, since, isStillHere }: Listener, signal: AbortSignal): Response {
  const encoder = new TextEncoder();
  let stop = () => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const say = async (words: string) => {
        const here = await isStillHere().catch(() => false);
        if (stopped) return;
        controller.enqueue(encoder.encode(here ? words : "event: ended\ndata:\n\n"));
        if (!here) stop();
      };
      let stopped = false;
      const beat = setInterval(() => say(": still here\n\n"), heartbeat * 1000);
      const tell = (references: string[] | null) => {
        const events = references?.map((reference) => `event: ticket\ndata: ${reference}\n\n`);
        void say(events?.join("") ?? "event: missed\ndata:\n\n");
      };
      const leave = followTickets(actor, tell, since);
      stop = () => {
        if (stopped) return;
        stopped = true;
        clearInterval(beat);
        leave();
        controller.close();
      };
      signal.addEventListener("abort", stop);
      controller.enqueue(encoder.encode("retry: 5000\n\n"));
    },
    cancel: () => stop(),
  });
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      // no-transform: a compressing server would keep small events to itself.
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
      "x-content-type-options": "nosniff",
    },
  });
}
