"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { LinkButton } from "../button";
import { Icon } from "../icons";
import type { Scheme } from "../scheme";
import { ToastRegion } from "../toast-region";
import { AccountMenu, type FrameAccount } from "./account-menu";
import { Brand } from "./brand";
import styles from "./frame.module.css";
import { FootNavigation, Navigation } from "./navigation";
import type { NavigationEntry } from "./navigation-entry";
import { SearchBox } from "./search-box";
import { Shortcuts } from "./shortcuts";
import { rememberSidebar, type Sidebar } from "./sidebar";
import { SidebarToggle } from "./sidebar-toggle";
import { SoftNavigation } from "./soft-navigation";

export type FrameChromeProps = {
  /** "desk" for those who work here all day, "portal" for those who come a few times a year. */
  variant: "desk" | "portal";
  entries: NavigationEntry[];
  account: FrameAccount;
  /** Names of the workspaces the reader belongs to. */
  workspaces: string[];
  /** Signs out; a server action. */
  signOut: () => Promise<void>;
  /** Where a new ticket is opened, when the reader may open one. */
  openTicketHref?: string | null;
  /** Where the global search is sent, as `?q=`. */
  searchHref?: string;
  scheme: Scheme;
  sidebar: Sidebar;
  children: ReactNode;
};

/** One client component: the server then sends its few props, not each of its elements twice (HTML and payload). */
export function FrameChrome(props: FrameChromeProps) {
  const t = useTranslations("shell");
  const [sidebar, setSidebar] = useState(props.sidebar);
  const toggleSidebar = () => {
    const next = sidebar === "icons" ? "full" : "icons";
    rememberSidebar(next);
    setSidebar(next);
  };
  return (
    <div className={styles.frame} data-variant={props.variant} data-sidebar={sidebar}>
      <a className={styles.skip} href="#content">
        {t("skipToContent")}
      </a>
      <TopBar {...props} />
      {props.variant === "desk" && (
        <div className={styles.sidebar} id="navigation" popover="auto">
          <button
            type="button"
            className={styles.closeDrawer}
            popoverTarget="navigation"
            popoverTargetAction="hide"
            aria-label={t("closeMenu")}
          >
            <Icon name="close" />
          </button>
          <Navigation entries={props.entries} look="sidebar">
            <Workspaces names={props.workspaces} />
          </Navigation>
          <SidebarToggle folded={sidebar === "icons"} onToggle={toggleSidebar} />
        </div>
      )}
      <main className={styles.content} id="content" tabIndex={-1}>
        {props.children}
      </main>
      <FootNavigation entries={props.entries} withMenu={props.variant === "desk"} />
      <ToastRegion />
      <Shortcuts />
      <SoftNavigation />
    </div>
  );
}

function TopBar(props: FrameChromeProps) {
  const t = useTranslations("shell");
  const { variant, entries, account, workspaces, signOut, openTicketHref, searchHref = "/tickets", scheme } = props;
  const isNotTheButton = (entry: NavigationEntry) => entry.href !== openTicketHref;
  return (
    <header className={styles.bar}>
      <Brand />
      {variant === "portal" && <Workspaces names={workspaces} />}
      {variant === "portal" && <Navigation entries={entries.filter(isNotTheButton)} look="bar" />}
      <SearchBox action={searchHref} label={t(variant === "desk" ? "search" : "searchRequests")} />
      <div className={styles.barEnd}>
        {openTicketHref && (
          <LinkButton
            href={openTicketHref}
            look={variant === "desk" ? "secondary" : "primary"}
            icon="plus"
            className={styles.open}
            data-shortcut="c"
          >
            <span>{t(variant === "desk" ? "openTicket" : "openRequest")}</span>
          </LinkButton>
        )}
        <AccountMenu account={account} signOut={signOut} scheme={scheme} />
      </div>
    </header>
  );
}

const mostNames = 4;

/** One name a line; of many, the first ones and how many more. */
function Workspaces({ names }: { names: string[] }) {
  if (names.length === 0) return null;
  const shown = names.length > mostNames ? names.slice(0, mostNames - 1) : names;
  const more = names.length - shown.length;
  return (
    <p className={styles.workspaces} title={names.join(", ")}>
      {shown.map((name) => (
        <span key={name}>{name}</span>
      ))}
      {more > 0 && <span>+ {more}</span>}
    </p>
  );
}
