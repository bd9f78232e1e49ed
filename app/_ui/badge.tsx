import type { ReactNode } from "react";
import styles from "./badge.module.css";
import { Icon, type IconName } from "./icons";

export type Tone = "neutral" | "info" | "success" | "warning" | "danger" | "violet" | "note";
type Colour = "grey" | "blue" | "violet" | "amber" | "green" | "red";
type Phase = "new" | "open" | "waiting" | "resolved" | "closed";

const phaseTones: Record<Phase, Tone> = {
  new: "info",
  open: "violet",
  waiting: "warning",
  resolved: "success",
  closed: "neutral",
};

const tones: Record<Colour, Tone> = {
  grey: "neutral",
  blue: "info",
  violet: "violet",
  amber: "warning",
  green: "success",
  red: "danger",
};

// Shapes are drawn by the style sheet: in a list each element more is paid fifty times by the server.

/** A short word on a tinted ground. The word says it all; the tone only helps. */
export function Badge({ tone = "neutral", icon, children }: { tone?: Tone; icon?: IconName; children: ReactNode }) {
  return (
    <span className={styles.badge} data-tone={tone}>
      {icon && <Icon name={icon} size={12} />}
      {children}
    </span>
  );
}

/** A status, by its own label, in its own colour or its phase's, with the shape of the phase it belongs to. */
export function StatusBadge({ phase, colour, label }: { phase: Phase; colour?: Colour; label: string }) {
  return (
    <span className={styles.badge} data-tone={colour ? tones[colour] : phaseTones[phase]} data-phase={phase}>
      {label}
    </span>
  );
}

/** A priority by its label; strength 1 (lowest) to 4 (at once) draws the bars. */
export function PriorityMark({ strength, label }: { strength: 1 | 2 | 3 | 4; label: string }) {
  return (
    <span className={styles.priority} data-strength={strength}>
      {label}
    </span>
  );
}

type KindMarkProps = { kind: "incident" | "request" | "problem" | "change" | "release"; label: string };

/** A kind of ticket: its drawing and its name. */
export function KindMark({ kind, label }: KindMarkProps) {
  return (
    <span className={styles.mark}>
      <Icon name={kind} size={14} />
      {label}
    </span>
  );
}
