import type { ReactNode } from "react";
import { requireViewer } from "@/app/_doors/session";
import { signOutHere } from "@/app/_doors/sign-out";
import { Frame } from "@/app/_ui/frame/frame";
import { worksAtDesk, workspacesWhere } from "@/lib/access/ability";
import { deskNavigation, portalNavigation } from "./_ui/desk-navigation";
import { navigationCounts } from "./_ui/navigation-counts";
import { waysIn } from "./_ui/ways-in";

/** Around every page of somebody who is signed in: the desk for who works on tickets of others, the portal for who asks. */
export default async function SignedInLayout({ children }: { children: ReactNode }) {
  const viewer = await requireViewer();
  const { account, rights, workspaces } = viewer;
  const desk = worksAtDesk(rights);
  const mayOpen = workspacesWhere(rights, "open").length > 0;
  return (
    <Frame
      variant={desk ? "desk" : "portal"}
      entries={desk ? deskNavigation(waysIn(rights), navigationCounts(viewer)) : portalNavigation(mayOpen)}
      account={{ name: account.name, address: account.mail }}
      workspaces={workspaces}
      signOut={signOutHere}
      openTicketHref={mayOpen ? "/tickets/new" : null}
    >
      {children}
    </Frame>
  );
}
