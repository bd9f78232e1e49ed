import { Suspense } from "react";
import { look } from "@/app/_doors/look";
import type { Viewer } from "@/app/_doors/session";
import { workspacesWhere } from "@/lib/access/ability";
import { countWaitingApprovals } from "@/lib/approvals/waiting-queries";

/** The counts beside the ways in, asked only for who may have some; they stream in after the page's frame. */
export function navigationCounts(viewer: Viewer) {
  if (workspacesWhere(viewer.rights, "decideApprovals").length === 0) return {};
  return {
    approvals: (
      <Suspense>
        <WaitingApprovals viewer={viewer} />
      </Suspense>
    ),
  };
}

async function WaitingApprovals({ viewer }: { viewer: Viewer }) {
  return (await look(viewer, countWaitingApprovals)) || null;
}
