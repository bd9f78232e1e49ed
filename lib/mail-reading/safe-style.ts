const color = /^(#[0-9a-f]{3,8}|[a-z]{3,24}|rgba?\([\d\s.,%/]{3,40}\))$/i;
const shortLength = /^(0|\d{1,2}(\.\d{1,4})?(px|pt|em|rem|%))$/i;
const border = /^(none|0|\d(\.\d{1,2})?(px|pt))( (none|solid|dashed|dotted|double))?( (#[0-9a-f]{3,8}|[a-z]{3,24}))?$/i;

/** The properties that a message may set and the only values of each: none loads, hides, moves or grows out of its box. */
const allowed: Record<string, RegExp> = {
  color,
  "background-color": color,
  "font-weight": /^(normal|bold|bolder|lighter|[1-9]00)$/i,
  "font-style": /^(normal|italic|oblique)$/i,
  "font-size": /^(([6-9]|[1-3]\d)(\.\d{1,2})?(px|pt)|x{0,2}-?(small|large)|medium|smaller|larger)$/i,
  "text-align": /^(left|right|center|justify)$/i,
  "text-decoration": /^(none|underline|line-through)$/i,
  "white-space": /^(normal|pre|pre-wrap)$/i,
  padding: shortLength,
  "padding-left": shortLength,
  border,
  "border-left": border,
  "border-top": border,
};

/**
 * The harmless declarations of a `style` attribute, rebuilt from the allow-list; null when none is left. A plain split is
 * enough, because a value that holds a quote, a comment, an escape or a function matches no pattern.
 */
export function safeStyle(style: string): string | null {
  const kept: string[] = [];
  for (const declaration of style.slice(0, 4_000).split(";")) {
    const colon = declaration.indexOf(":");
    const property = declaration.slice(0, Math.max(0, colon)).trim().toLowerCase();
    const value = declaration.slice(colon + 1).trim();
    if (Object.hasOwn(allowed, property) && allowed[property]?.test(value)) kept.push(`${property}:${value}`);
  }
  return kept.length > 0 ? kept.join(";") : null;
}
