import type { ReactNode } from "react";
import { requireViewer } from "@/app/_doors/session";
import { signOutHere } from "@/app/_doors/sign-out";
import { Frame } from "@/app/_ui/frame/frame";
import { deskNavigation } from "./_ui/desk-navigation";

export default async function DeskLayout({ children }: { children: ReactNode }) {
  const { account } = await requireViewer();
  return (
    <Frame
      variant="desk"
      entries={deskNavigation(() => true)}
      account={{ name: account.name, address: account.mail }}
      workspaces={[]}
      signOut={signOutHere}
      openTicketHref="/tickets/new"
    >
      {children}
    </Frame>
  );
}
