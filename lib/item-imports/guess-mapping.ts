import type { ItemField } from "@/lib/items/item-type";
import type { Mapping } from "./item-import";

interface RelationWords {
  code: string;
  labelFr: string;
  labelEn: string;
  reverseFr: string;
  reverseEn: string;
}

const factWords: Record<string, string[]> = {
  name: ["nom", "name", "libellé", "label", "désignation"],
  externalKey: ["clé externe", "clé", "external key", "externalkey", "key", "identifiant", "id", "référence"],
  status: ["état", "statut", "status", "state"],
  criticality: ["criticité", "criticality"],
  owner: ["responsable", "propriétaire", "owner"],
  project: ["projet", "project", "espace et projet"],
  startsOn: ["depuis le", "début", "from", "starts on", "date de début", "startson"],
  expiresOn: ["expire le", "fin", "expiration", "expires on", "échéance", "date de fin", "expireson"],
};

/** What each column most likely feeds: as last time when its title was there, else by what it is called. Each target once. */
export function guessMapping(
  titles: string[],
  { fields, relationTypes, last }: { fields: ItemField[]; relationTypes: RelationWords[]; last: Mapping },
): Mapping {
  const words = new Map<string, string>();
  const say = (target: string, ...said: string[]) => {
    for (const word of said) if (!words.has(plain(word))) words.set(plain(word), target);
  };
  for (const { code, labelFr, labelEn } of fields) say(`values.${code}`, code, labelFr, labelEn);
  for (const [target, said] of Object.entries(factWords)) say(target, ...said);
  for (const { code, labelFr, labelEn, reverseFr, reverseEn } of relationTypes) {
    say(`relations.${code}`, labelFr, labelEn, code);
    say(`relations.${code}.back`, reverseFr, reverseEn);
    say(`relations.${code}.back`, reverseFr.replace(/^est /, ""), reverseEn.replace(/^is /, ""));
  }
  const known = new Set(words.values());
  const mapping: Mapping = {};
  const taken = new Set<string>();
  for (const title of titles) {
    const before = last[title];
    const target = before === null ? null : before && known.has(before) ? before : (words.get(plain(title)) ?? null);
    mapping[title] = target && !taken.has(target) ? target : null;
    if (target) taken.add(target);
  }
  return mapping;
}

/** Without accents, capitals or signs: « Clé externe » and `cle_externe` are one. */
function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
