import type { SessionTrouble } from "./imap-session";

const mostTries = 3;
const patience = 3600_000;

interface Trial {
  tries: number;
  trouble: SessionTrouble;
  at: number;
}

/**
 * The messages of a mailbox that cannot be taken for now, so that they keep nobody behind them: those whose server says no, and those
 * on which the connection was lost again and again. Each is tried anew after an hour. In memory: a restart only tries sooner.
 */
export class HeldBack {
  private readonly trials = new Map<string, Trial>();

  /** Whether a message is to be passed over. */
  holds(key: string): boolean {
    const trial = this.trials.get(key);
    if (!trial || trial.tries < mostTries) return false;
    if (Date.now() - trial.at < patience) return true;
    this.trials.delete(key);
    return false;
  }

  /** Says that a message is being taken: should the connection not survive it, that is remembered. */
  begin(key: string) {
    const tries = (this.trials.get(key)?.tries ?? 0) + 1;
    this.trials.set(key, { tries, trouble: { code: "unreadable" }, at: Date.now() });
  }

  /** Says that nothing is the matter with it. */
  end(key: string) {
    this.trials.delete(key);
  }

  /** Holds it back at once. */
  hold(key: string, trouble: SessionTrouble) {
    this.trials.set(key, { tries: mostTries, trouble, at: Date.now() });
  }

  /** What is the matter with those held back; null when there is none. */
  trouble(): SessionTrouble | null {
    for (const [key, { trouble }] of this.trials) if (this.holds(key)) return trouble;
    return null;
  }
}
