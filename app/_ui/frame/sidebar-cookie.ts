/** Keeps whether the reader folded the side navigation to its icons. */
export const sidebarCookie = "guichet-sidebar";
