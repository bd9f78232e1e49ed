/** From the most general to the least: of the rules that apply to an address, the least general prevails. */
export const cacheScopes = ["global", "types", "type", "page"] as const;
export type CacheScope = (typeof cacheScopes)[number];

export interface CacheRule {
  id: string;
  name: string;
  scope: CacheScope;
  /** Extensions apart (`css js`), one extension (`jpg`), or a path (`/actualites`, `/media/*`); nothing for the whole site. */
  target: string;
  /** How long an answer is kept. */
  seconds: number;
  inService: boolean;
}

/** Why a rule has its say on an address, or has none. */
export type CacheVerdict = "wins" | "more-general" | "same-reach" | "other-type" | "other-page" | "not-in-service";

/**
 * Which rule says how long an address is kept, and why each other one does not. `address` is a URL (RFC 3986) or its path; null when it
 * is neither. Two rules of one reach: the longer target prevails, then the first by name.
 */
export function judgeCacheRules(rules: CacheRule[], address: string) {
  const path = pathOf(address);
  if (path === null) return null;
  const sorted = rules.toSorted(
    (a, b) =>
      cacheScopes.indexOf(b.scope) - cacheScopes.indexOf(a.scope) ||
      b.target.length - a.target.length ||
      a.name.localeCompare(b.name, "fr"),
  );
  const winner = sorted.find((rule) => rule.inService && reaches(rule, path)) ?? null;
  const verdicts = sorted.map((rule) => ({ rule, verdict: verdictOf(rule, path, winner) }));
  return { path, winner, verdicts };
}

function verdictOf(rule: CacheRule, path: string, winner: CacheRule | null): CacheVerdict {
  if (rule === winner) return "wins";
  if (!reaches(rule, path)) return rule.scope === "page" ? "other-page" : "other-type";
  if (!rule.inService) return "not-in-service";
  return rule.scope === winner?.scope ? "same-reach" : "more-general";
}

function reaches({ scope, target }: CacheRule, path: string): boolean {
  switch (scope) {
    case "global":
      return true;
    case "page":
      return isPage(target.trim(), path);
    default:
      return extensionsOf(target).includes(extensionOf(path));
  }
}

function isPage(target: string, path: string): boolean {
  if (target.endsWith("*")) return path.startsWith(target.slice(0, -1));
  return withoutSlash(target) === withoutSlash(path);
}

const withoutSlash = (path: string) => (path.length > 1 ? path.replace(/\/+$/, "") : path);

function extensionsOf(target: string): string[] {
  return target
    .toLowerCase()
    .split(/[\s,;]+/)
    .map((one) => one.replace(/^\*?\./, ""))
    .filter(Boolean);
}

/** What follows the last point of the last segment; nothing for a page. */
function extensionOf(path: string): string {
  return /\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase() ?? "";
}

function pathOf(address: string): string | null {
  const text = address.trim();
  if (text === "") return null;
  const url = URL.parse(text, "https://site.invalid/");
  if (!url || !/^https?:$/.test(url.protocol)) return null;
  // `www.site.fr/page`, as people type it, is an address and not a path.
  if (!text.startsWith("/") && !text.includes("://")) return pathOf(`https://${text}`);
  return url.pathname;
}
