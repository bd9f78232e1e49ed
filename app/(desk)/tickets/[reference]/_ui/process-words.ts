import type { Translator } from "@/app/_ui/translator";
import type { ListedEvent } from "@/lib/tickets/thread-queries";
import { durationOf } from "@/lib/timesheets/time";

/** What happened to a major incident, to a known error, to configuration items or to time, in one sentence; null for anything else. */
export function processWords(t: Translator<"tickets">, event: ListedEvent, name: string): string | null {
  const payload = event.payload as Record<string, unknown>;
  switch (event.type) {
    case "ticket.declaredMajor":
    case "ticket.noLongerMajor":
      return t(`events.${event.type.slice("ticket.".length) as "declaredMajor"}`, {
        name,
        reason: String(payload.reason),
      });
    case "knownError.recorded":
    case "knownError.published":
    case "knownError.withdrawn":
      return t(`events.${event.type.replace(".", "-") as "knownError-recorded"}`, { name });
    case "ticket.itemLinked":
    case "ticket.itemUnlinked":
    case "item.created":
    case "item.changed":
      return t(`events.${event.type.replace(".", "-") as "item-created"}`, { name });
    case "time.added":
    case "time.corrected":
    case "time.removed":
    case "realTime.added": {
      const time = durationOf(Number(payload.realMinutes ?? payload.accountedMinutes));
      return t(`events.${event.type.replace(".", "-") as "time-added"}`, { name, time });
    }
    case "message.added":
      return payload.nature === "communication" ? t("events.communicated", { name }) : null;
    default:
      return null;
  }
}
