import { type ItemStanding, mayAddPlatformItems } from "@/lib/access/ability";
import { Invalid } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import { PLATFORM_ID, type Transaction } from "@/lib/tenancy/actor";
import { getMember } from "@/lib/tickets/participant-queries";
import { findAccountId } from "@/lib/workspaces/membership-queries";
import { getProject } from "@/lib/workspaces/project-queries";
import { getWorkspace } from "@/lib/workspaces/workspace-queries";

/** Where a new item will stand: see ItemPlace. Throws NotFound, or Invalid when the project is of another workspace. */
export async function placeItem(
  tx: Transaction,
  asked: { workspace: string | null; project?: string | null },
): Promise<ItemStanding> {
  if (asked.workspace === null) {
    if (asked.project) throw new Invalid("platform-items-have-no-project", "project");
    const writableAtPlatform = mayAddPlatformItems(await getRights(tx));
    return { workspaceId: PLATFORM_ID, projectId: null, writableAtPlatform };
  }
  const { id } = await getWorkspace(tx, asked.workspace);
  return { workspaceId: id, projectId: await findProjectId(tx, id, asked.project ?? null) };
}

/** The project of a workspace by its key; null for none. Throws NotFound or Invalid. */
export async function findProjectId(tx: Transaction, workspaceId: string, key: string | null): Promise<string | null> {
  if (key === null) return null;
  const found = await getProject(tx, key);
  if (found.workspaceId !== workspaceId) throw new Invalid("project-of-another-workspace", "project");
  return found.id;
}

/** Who answers for an item: a member of its workspace, or any account for one of the platform. Throws Invalid. */
export async function findOwnerId(tx: Transaction, workspaceId: string, mail: string | null): Promise<string | null> {
  if (mail === null) return null;
  if (workspaceId !== PLATFORM_ID) return (await getMember(tx, workspaceId, mail, "owner")).id;
  const id = await findAccountId(tx, mail);
  if (!id) throw new Invalid("unknown-member", "owner");
  return id;
}
