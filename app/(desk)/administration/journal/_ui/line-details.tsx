import { useTranslations } from "next-intl";
import { Fragment, type ReactNode } from "react";
import { permissions } from "@/lib/access/permissions";
import { grantLevels } from "@/lib/workspaces/grant";
import styles from "./journal-table.module.css";

type Payload = Record<string, unknown>;
type Say = (value: unknown) => string;

/** The facts that a line shows, in this order; what is not here is for machines (identifiers, hashes). */
const shownFacts = [
  ...(["accountId", "mail", "alias", "project", "key", "kind", "code", "name", "profile", "from", "level"] as const),
  ...(["added", "removed", "inboundAddress", "labelFr", "labelEn", "archived", "contacts", "order"] as const),
  ...(["senderAddress", "signature", "permissions", "matrix", "value", "host"] as const),
];

/** The facts of a line in words: whom or what it is about, then each field as it was and as it became. */
export function LineDetails({ payload, names }: { payload: Payload; names: Record<string, string> }) {
  const t = useTranslations("administration");
  const say = useSpeaker(names);
  const facts: Payload = { ...payload, ...(isRecord(payload.changed) ? payload.changed : {}) };
  const shown = shownFacts.filter((fact) => facts[fact] !== undefined && !isEmptyList(facts[fact]));
  if (shown.length === 0) return null;
  return (
    <ul className={styles.details}>
      {shown.map((fact) => (
        <li key={fact}>
          {t(`facts.${fact}`)} {fact === "contacts" ? t("changedFact") : wordsOf(facts[fact], say)}
        </li>
      ))}
    </ul>
  );
}

/** Identifiers, permissions, rights and truths, as people say them. */
function useSpeaker(names: Record<string, string>): Say {
  const t = useTranslations("administration");
  const w = useTranslations("workspaces");
  const say: Say = (value) => {
    if (value === null || value === undefined || value === "") return "–";
    if (typeof value === "boolean") return t(value ? "yes" : "no");
    const permission = permissions.find((one) => one === value);
    if (permission) return w(`permission.${permission}.label`);
    const level = grantLevels.find((one) => one === value);
    if (level) return w(`levels.${level}`);
    if (Array.isArray(value)) return value.map(say).join(", ") || "–";
    if (isRecord(value)) return Object.values(value).map(say).join(" / ");
    return names[String(value)] ?? String(value);
  };
  return say;
}

/** A pair is what it was and what it became, but for a list of permissions. */
function wordsOf(value: unknown, say: Say): ReactNode {
  const isPair =
    Array.isArray(value) && value.length === 2 && !permissions.some((permission) => value.includes(permission));
  if (!isPair) return say(value);
  const [before, after] = value.map(say);
  return (
    <Fragment>
      <del className={styles.before}>{before}</del> → <ins className={styles.after}>{after}</ins>
    </Fragment>
  );
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function isRecord(value: unknown): value is Payload {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
