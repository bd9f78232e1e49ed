import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireViewer } from "@/app/_doors/session";
import { worksAtDesk } from "@/lib/access/ability";
import { DeskList } from "./_ui/desk-list";
import { readAddress } from "./_ui/list-address";
import { PortalList } from "./_ui/portal-list";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("tickets"))("title") };
}

/** The tickets that one may read, across all of one's workspaces; the address holds the filters, the order and the page. */
export default async function TicketsPage({ searchParams }: PageProps<"/tickets">) {
  const [viewer, asked] = await Promise.all([requireViewer(), searchParams]);
  const address = readAddress(asked);
  return worksAtDesk(viewer.rights) ? (
    <DeskList viewer={viewer} address={address} />
  ) : (
    <PortalList viewer={viewer} address={address} />
  );
}
