import type { NavigationEntry } from "@/app/_ui/frame/navigation-entry";

type Key = NavigationEntry["key"];

const entries: Omit<NavigationEntry, "allowed" | "count">[] = [
  { href: "/", key: "home", icon: "home", primary: true, shortcut: "g h" },
  { href: "/tickets", key: "tickets", icon: "ticket", primary: true, shortcut: "g t" },
  { href: "/approvals", key: "approvals", icon: "check", shortcut: "g a" },
  { href: "/calendar", key: "calendar", icon: "calendar", shortcut: "g c" },
  { href: "/statistics", key: "statistics", icon: "chart", shortcut: "g s" },
  { href: "/items", key: "items", icon: "server", shortcut: "g i" },
  { href: "/deposits", key: "deposits", icon: "package", shortcut: "g d" },
  { href: "/exports", key: "exports", icon: "download" },
  { href: "/mails/quarantine", key: "quarantine", icon: "shield", group: "mail", primary: true, shortcut: "g q" },
  { href: "/mails/outbox", key: "outbox", icon: "send", group: "mail" },
  { href: "/administration/beneficiaries", key: "beneficiaries", icon: "building", group: "administration" },
  { href: "/administration/workspaces", key: "workspaces", icon: "inbox", group: "administration" },
  { href: "/administration/projects", key: "projects", icon: "folder", group: "administration" },
  { href: "/administration/accounts", key: "accounts", icon: "users", group: "administration" },
  { href: "/administration/mailboxes", key: "mailboxes", icon: "inbox", group: "administration" },
  { href: "/administration/journal", key: "journal", icon: "history", group: "administration" },
  { href: "/administration/settings", key: "settings", icon: "settings", group: "administration" },
];

/** The desk's ways in, in their order, with what the reader may take and the counts known. */
export function deskNavigation(
  mayEnter: (key: Key) => boolean,
  counts: Partial<Record<Key, NavigationEntry["count"]>> = {},
): NavigationEntry[] {
  return entries.map((entry) => ({ ...entry, allowed: mayEnter(entry.key), count: counts[entry.key] }));
}

/** The portal's ways in; a new request has its button beside them. */
export function portalNavigation(mayOpen: boolean): NavigationEntry[] {
  return [
    { href: "/", key: "home", icon: "home", allowed: true, primary: true },
    { href: "/tickets", key: "requests", icon: "ticket", allowed: true, primary: true },
    { href: "/tickets/new", key: "newRequest", icon: "plus", allowed: mayOpen, primary: true },
  ];
}
