/** The path of a page of ours that somebody asked for before signing in; "/" for anything that could lead elsewhere. */
export function ownPath(asked: unknown): string {
  const nowhere = "http://nowhere.invalid";
  if (typeof asked !== "string" || asked.length > 2_000 || !asked.startsWith("/") || !URL.canParse(asked, nowhere))
    return "/";
  const { origin, pathname, search } = new URL(asked, nowhere);
  return origin === nowhere ? pathname.replace(/^\/+/, "/") + search : "/";
}
