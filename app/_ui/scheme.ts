/** Light, dark, or as the reader's system says. */
export const schemes = ["system", "light", "dark"] as const;

export type Scheme = (typeof schemes)[number];

export const schemeCookie = "guichet-scheme";

/** The value when it names a scheme, else the system's. */
export function asScheme(value: unknown): Scheme {
  return schemes.find((scheme) => scheme === value) ?? "system";
}
