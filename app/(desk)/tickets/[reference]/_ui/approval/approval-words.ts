import type { Translator } from "@/app/_ui/translator";
import type { ListedEvent } from "@/lib/tickets/thread-queries";

/** What happened to an approval, or to the plan of a change, in one sentence; null for any other line. */
export function approvalWords(
  t: Translator<"approvals">,
  { type, payload, actorId }: ListedEvent,
  name: string,
  who: (id: string) => string,
): string | null {
  switch (type) {
    case "approval.asked":
      return t("events.asked", { name });
    case "approval.withdrawn":
      return t("events.withdrawn", { name });
    case "approval.lapsed":
      return t("events.lapsed");
    case "approval.reminded":
      return t("events.reminded");
    case "plan.changed":
      return t("events.planned", { name });
    case "change.reviewed":
      return t("events.reviewed", { name });
    case "approval.decided":
      return decisionWords(t, payload as Decided, actorId, name, who);
    default:
      return null;
  }
}

interface Decided {
  verdict?: "approve" | "refuse";
  approverId?: string;
  reason?: string | null;
  template?: string;
}

function decisionWords(
  t: Translator<"approvals">,
  { verdict, approverId = "", reason, template }: Decided,
  actorId: string | null,
  name: string,
  who: (id: string) => string,
): string {
  if (template !== undefined) return t("events.byTemplate", { template });
  const words = { name, seat: who(approverId), reason: reason ?? "" };
  const own = approverId === actorId;
  if (verdict === "refuse") return t(own ? "events.refused" : "events.refusedFor", words);
  return t(own ? "events.approved" : "events.approvedFor", words);
}
