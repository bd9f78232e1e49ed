import type { Mover, Phase, Workflow } from "@/lib/workflows/workflow";

/** A ticket as the model keeps it. */
export interface PlainTicket {
  reference: string;
  /** Its own status, removed or not. */
  code: string;
  phase: Phase;
  categorized: boolean;
  /** Whether who serves it wrote there: from then on he takes part in it too. */
  joined: boolean;
}

/** The rules again, as plainly as can be: what the engine answers is compared with this. */
export class PlainModel {
  /** For each removed status, the one that replaced it then. */
  readonly replaced = new Map<string, string>();
  readonly tickets: PlainTicket[] = [];
  workflow!: Workflow;

  /** Another version comes into force; says what replaces each status that it removes. */
  edit(before: Workflow, after: Workflow): Record<string, string> {
    const replacements: Record<string, string> = {};
    for (const { code, phase } of before.statuses) {
      if (after.statuses.some((one) => one.code === code)) continue;
      const inHand = ["new", "open", "waiting"];
      const fits = after.statuses.find((one) =>
        inHand.includes(phase) ? inHand.includes(one.phase) : one.phase === phase,
      )!;
      replacements[code] = fits.code;
      this.replaced.set(code, fits.code);
    }
    for (const { code } of after.statuses) this.replaced.delete(code);
    this.workflow = after;
    return replacements;
  }

  /** Where the ticket stands among the statuses in force. */
  standing({ code }: PlainTicket): string {
    let now = code;
    while (this.replaced.has(now)) now = this.replaced.get(now)!;
    return now;
  }

  phaseOf(code: string): Phase {
    return this.workflow.statuses.find((status) => status.code === code)!.phase;
  }

  /** The status that a move to `to`, or the one called `name`, leads to; null when it must be refused. */
  target(ticket: PlainTicket, roles: Mover[], wanted: { to?: string; name?: string }): string | null {
    const at = this.standing(ticket);
    const inHand = ["new", "open", "waiting"].includes(this.phaseOf(at));
    const explicit = this.workflow.moves.filter(({ from }) => from === at);
    const general = this.workflow.moves.filter(
      ({ from, to }) => from === "*" && inHand && to !== at && !explicit.some((move) => move.to === to),
    );
    for (const move of [...explicit, ...general]) {
      if (wanted.to !== undefined && move.to !== wanted.to) continue;
      if (wanted.name !== undefined && move.name !== wanted.name) continue;
      if (!move.by.some((mover) => roles.includes(mover))) continue;
      if (move.fields.length > 0 && !ticket.categorized) continue;
      if (this.workflow.statuses.find(({ code }) => code === move.to)!.requiresApproval) continue;
      return move.to;
    }
    return null;
  }

  enter(ticket: PlainTicket, code: string) {
    ticket.code = code;
    ticket.phase = this.phaseOf(code);
  }
}
