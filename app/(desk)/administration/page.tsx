import { notFound, redirect } from "next/navigation";
import { view } from "@/app/_doors/view";
import { listAdministeredWorkspaces } from "@/lib/workspaces/administration-queries";

/** The short address of administration leads to what there is most of. */
export default async function AdministrationPage() {
  const { workspaces } = await view(async (tx) => ({ workspaces: await listAdministeredWorkspaces(tx) }));
  if (workspaces.length === 0) notFound();
  redirect("/administration/workspaces");
}
