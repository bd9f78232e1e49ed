import type { Kind } from "@/lib/tickets/ticket";

/** Who speaks in the scripts, and his address. */
export const people = {
  nadia: "nadia@titulaire.example",
  oscar: "oscar@titulaire.example",
  camille: "camille@culture.example",
  ines: "ines@culture.example",
  jules: "jules@culture.example",
  rachid: "rachid@efs.example",
  paula: "paula@culture.example",
} as const;

export type Person = keyof typeof people;

/** What happens to a ticket after its opening, in order. */
export type Step =
  | { by: Person; says: string; status?: string }
  | { by: Person; notes: string }
  | { by: Person; gives: Person }
  | { by: Person; adds: Person }
  | { by: Person; sets: { status?: string; category?: string; priority?: 1 | 2 | 3 | 4; priorityReason?: string } }
  | { by: Person; does: "confirm" | "cancel" | "watch" };

/** One ticket's story. */
export interface Script {
  by: Person;
  kind?: Kind;
  title: string;
  message: string;
  category?: string;
  impact?: 1 | 2 | 3 | 4;
  urgency?: 1 | 2 | 3 | 4;
  story?: Step[];
}
