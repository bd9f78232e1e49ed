import { authorizePlatform, authorizeWorkspace, mayWorkspace, type WorkspaceAction } from "@/lib/access/ability";
import { mayEditProfile } from "@/lib/access/delegation";
import { NotFound } from "@/lib/access/refusals";
import { getRights } from "@/lib/access/rights";
import type { Transaction } from "@/lib/tenancy/actor";
import { findOwnProfileId } from "./membership-queries";
import { listProfiles } from "./profile-queries";
import { getProject, listProjects } from "./project-queries";
import { getWorkspace, listWorkspaces } from "./workspace-queries";

/** What a person may do in the administration of one workspace; the screen draws these and no others. */
export interface AdministrationRights {
  members: boolean;
  settings: boolean;
  journal: boolean;
}

/** A workspace for a page of its administration. Throws NotFound, or Forbidden when this person may not do `action` there. */
export async function getAdministeredWorkspace(tx: Transaction, key: string, action?: WorkspaceAction) {
  const place = await getWorkspace(tx, key);
  const rights = await getRights(tx);
  const may = await administrationRights(tx, place.id);
  if (action) authorizeWorkspace(rights, action, place.id);
  if (!may.members && !may.settings && !may.journal) throw new NotFound("unknown-workspace");
  return { place, may };
}

/** The same for a project. */
export async function getAdministeredProject(tx: Transaction, key: string, action?: WorkspaceAction) {
  const place = await getProject(tx, key);
  const { may } = await getAdministeredWorkspace(tx, place.workspaceKey, action);
  return { place, may };
}

/** A profile for its page, and whether this person may edit it. Throws NotFound or Forbidden. */
export async function getAdministeredProfile(tx: Transaction, workspaceKey: string, id: string) {
  const { place, may } = await getAdministeredWorkspace(tx, workspaceKey);
  const profile = (await listProfiles(tx, place.id)).find((row) => row.id === id);
  if (!profile || (!may.members && !may.settings)) throw new NotFound("unknown-profile");
  const own = (await findOwnProfileId(tx, place.id)) === profile.id;
  return { place, profile, own, mayEdit: mayEditProfile(await getRights(tx), place.id, own) };
}

/** The workspaces of which this person administers something. */
export async function listAdministeredWorkspaces(tx: Transaction) {
  const rights = await getRights(tx);
  const found = await listWorkspaces(tx);
  return found.filter(({ id }) => administrative.some((action) => mayWorkspace(rights, action, id)));
}

/** The projects of which this person manages the rights or the settings. */
export async function listAdministeredProjects(tx: Transaction, workspaceId?: string) {
  const rights = await getRights(tx);
  const found = await listProjects(tx, workspaceId);
  return found.filter(
    (project) =>
      mayWorkspace(rights, "manageMembers", project.workspaceId) ||
      mayWorkspace(rights, "manageSettings", project.workspaceId),
  );
}

/** Throws Forbidden unless this person administers the platform. */
export async function ensurePlatformAdministrator(tx: Transaction) {
  authorizePlatform(await getRights(tx));
}

const administrative: WorkspaceAction[] = ["manageMembers", "manageSettings", "readJournal"];

async function administrationRights(tx: Transaction, workspaceId: string): Promise<AdministrationRights> {
  const rights = await getRights(tx);
  return {
    members: mayWorkspace(rights, "manageMembers", workspaceId),
    settings: mayWorkspace(rights, "manageSettings", workspaceId),
    journal: mayWorkspace(rights, "readJournal", workspaceId),
  };
}
