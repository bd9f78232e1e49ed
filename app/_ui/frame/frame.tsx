import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { asScheme, schemeCookie } from "../scheme";
import { FrameChrome, type FrameChromeProps } from "./frame-chrome";
import { asSidebar, sidebarCookie } from "./sidebar";

export type FrameProps = Omit<FrameChromeProps, "scheme" | "sidebar"> & { children: ReactNode };

/** What stands around every page of a person who is signed in. */
export async function Frame({ entries, ...props }: FrameProps) {
  const kept = await cookies();
  return (
    <FrameChrome
      {...props}
      entries={entries.filter((entry) => entry.allowed)}
      scheme={asScheme(kept.get(schemeCookie)?.value)}
      sidebar={asSidebar(kept.get(sidebarCookie)?.value)}
    />
  );
}
