import { cookies } from "next/headers";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { LinkButton } from "../button";
import { Icon } from "../icons";
import { ToastRegion } from "../toast-region";
import { AccountMenu, type FrameAccount } from "./account-menu";
import { Brand } from "./brand";
import styles from "./frame.module.css";
import { FootNavigation, Navigation } from "./navigation";
import type { NavigationEntry } from "./navigation-entry";
import { SearchBox } from "./search-box";
import { Shortcuts } from "./shortcuts";
import { sidebarCookie } from "./sidebar-cookie";
import { SidebarToggle } from "./sidebar-toggle";
import { SoftNavigation } from "./soft-navigation";

export type FrameProps = {
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
  children: ReactNode;
};

/** What stands around every page of a person who is signed in. */
export async function Frame(props: FrameProps) {
  const t = await getTranslations("shell");
  const sidebar = (await cookies()).get(sidebarCookie)?.value === "icons" ? "icons" : "full";
  const entries = props.entries.filter((entry) => entry.allowed);
  return (
    <div className={styles.frame} data-variant={props.variant} data-sidebar={sidebar}>
      <a className={styles.skip} href="#content">
        {t("skipToContent")}
      </a>
      <TopBar {...props} t={t} entries={entries} />
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
          <Navigation entries={entries} look="sidebar">
            <Workspaces names={props.workspaces} />
          </Navigation>
          <SidebarToggle />
        </div>
      )}
      <main className={styles.content} id="content" tabIndex={-1}>
        {props.children}
      </main>
      <FootNavigation entries={entries} withMenu={props.variant === "desk"} />
      <ToastRegion />
      <Shortcuts />
      <SoftNavigation />
    </div>
  );
}

type TopBarProps = FrameProps & { t: Awaited<ReturnType<typeof getTranslations<"shell">>> };

function TopBar({
  t,
  variant,
  entries,
  account,
  workspaces,
  signOut,
  openTicketHref,
  searchHref = "/tickets",
}: TopBarProps) {
  return (
    <header className={styles.bar}>
      <Brand />
      {variant === "portal" && <Workspaces names={workspaces} />}
      {variant === "portal" && <Navigation entries={entries} look="bar" />}
      <SearchBox action={searchHref} />
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
        <AccountMenu account={account} signOut={signOut} />
      </div>
    </header>
  );
}

function Workspaces({ names }: { names: string[] }) {
  if (names.length === 0) return null;
  return (
    <p className={styles.workspaces} title={names.join(", ")}>
      {names.join(" · ")}
    </p>
  );
}
