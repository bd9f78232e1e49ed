import { z } from "zod";
import { Name } from "./workspace";

/** A category's code stays when its labels change, so that filters and figures keep their meaning. */
export const CategoryCode = z
  .string()
  .max(60)
  .regex(/^[a-z][a-z0-9-]*$/);

export const CategoryLabels = z.strictObject({ labelFr: Name, labelEn: Name });

/** What a workspace's list holds at its birth, in this order. */
export const defaultCategories = [
  { code: "assistance", labelFr: "Assistance", labelEn: "Assistance" },
  { code: "correction", labelFr: "Correction", labelEn: "Correction" },
  { code: "evolution", labelFr: "Évolution", labelEn: "Enhancement" },
  { code: "exploitation", labelFr: "Exploitation", labelEn: "Operations" },
  { code: "security", labelFr: "Sécurité", labelEn: "Security" },
  { code: "content", labelFr: "Contenu", labelEn: "Content" },
  { code: "access", labelFr: "Comptes et accès", labelEn: "Accounts and access" },
  { code: "other", labelFr: "Autre", labelEn: "Other" },
] as const;

/** More than anybody reads in a list. */
export const mostCategories = 60;

/** `Évolution mineure` gives `evolution-mineure`; a label without letters gives `x`. */
export function codeOf(label: string): string {
  const words = label
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  const code = (words ?? ["x"]).join("-").slice(0, 60);
  return /^[a-z]/.test(code) ? code : `x-${code}`.slice(0, 60);
}
