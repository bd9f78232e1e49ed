export type Sidebar = "full" | "icons";

/** Keeps, for the next page drawn by the server, whether the reader folded the side navigation to its icons. */
export const sidebarCookie = "guichet-sidebar";

export function asSidebar(value: unknown): Sidebar {
  return value === "icons" ? "icons" : "full";
}

/** Written in the browser: no round trip for so little. */
export function rememberSidebar(sidebar: Sidebar): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing from older Firefox and Safari.
  document.cookie = `${sidebarCookie}=${sidebar}; path=/; max-age=31536000; samesite=lax`;
}
