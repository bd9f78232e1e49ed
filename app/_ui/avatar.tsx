import styles from "./avatar.module.css";

/** A person's initials; decoration, since the name always stands beside it. */
export function Avatar({ name, size = "normal" }: { name: string; size?: "normal" | "large" }) {
  return (
    <span className={styles.avatar} data-size={size} data-tone={toneOf(name)} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}

/** A person: initials and name on one line. */
export function Person({ name }: { name: string }) {
  return (
    <span className={styles.person} data-initials={initialsOf(name)} data-tone={toneOf(name)}>
      {name}
    </span>
  );
}

function initialsOf(name: string): string {
  const words = name.split(/[\s\-.@]+/u).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters
    .map((word) => [...(word ?? "")][0] ?? "")
    .join("")
    .toLocaleUpperCase();
}

function toneOf(name: string): number {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997;
  return sum % 5;
}
