import { redirect } from "next/navigation";

/** The first of the processes. */
export default async function WorkflowsPage({ params }: PageProps<"/administration/workspaces/[workspace]/workflows">) {
  redirect(`/administration/workspaces/${encodeURIComponent((await params).workspace)}/workflows/incident`);
}
