import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireViewer } from "@/app/_doors/session";
import { worksAtDesk } from "@/lib/access/ability";
import { DeskHome } from "./_ui/desk-home";
import { PortalHome } from "./_ui/portal-home";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("shell.navigation"))("home") };
}

/** Where one arrives: one's work at the desk, one's requests at the portal. */
export default async function HomePage() {
  const viewer = await requireViewer();
  return worksAtDesk(viewer.rights) ? <DeskHome viewer={viewer} /> : <PortalHome viewer={viewer} />;
}
