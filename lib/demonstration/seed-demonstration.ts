import { getSetting } from "@/lib/settings/setting-queries";
import { type Actor, personActor } from "@/lib/tenancy/actor";
import { listBeneficiaries } from "@/lib/workspaces/beneficiary-queries";
import { changeSetting } from "@/lib/workspaces/change-setting";
import { createBeneficiary } from "@/lib/workspaces/create-beneficiary";
import { createProject } from "@/lib/workspaces/create-project";
import { createWorkspace } from "@/lib/workspaces/create-workspace";
import { giveMembership } from "@/lib/workspaces/give-membership";
import { listMembers } from "@/lib/workspaces/membership-queries";
import { listProjects } from "@/lib/workspaces/project-queries";
import { setContacts } from "@/lib/workspaces/set-contacts";
import { setGrant } from "@/lib/workspaces/set-grant";
import { getWorkspace, listWorkspaces } from "@/lib/workspaces/workspace-queries";
import { playApprovalsStories } from "./approvals-stories";
import { administrator, contacts, grants, memberships, workspaces } from "./demonstration";
import { playDepositsStories } from "./deposits-stories";
import { playDeskStories } from "./desk-stories";
import { donScripts } from "./don-scripts";
import { enrolAccounts } from "./enrol-accounts";
import { playFormsStories } from "./forms-stories";
import { fouillesScripts } from "./fouilles-scripts";
import { playItemsStories } from "./items-stories";
import { playCalendar } from "./play-calendar";
import { playScript } from "./play-script";
import { portailScripts } from "./portail-scripts";
import { presseScripts } from "./presse-scripts";
import type { Script } from "./script";

const scripts = { PORTAIL: portailScripts, PRESSE: presseScripts, DON: donScripts, FOUILLES: fouillesScripts };

/**
 * Fills a migrated database with the demonstration world, through the verbs. Idempotent, and goes on where it was interrupted;
 * once complete it changes nothing any more, so that what people did there stays. Gives the accounts by address. DATABASE_URL must be `ownerUrl`.
 */
export async function seedDemonstration(ownerUrl: string): Promise<Map<string, string>> {
  const accountIds = await enrolAccounts(ownerUrl);
  const asAdministrator = personActor(accountIds.get(administrator.mail)!, "cli");
  if (await asAdministrator.transaction((tx) => getSetting(tx, "demonstration.completedAt"))) return accountIds;
  for (const workspace of workspaces) await ensureWorkspace(asAdministrator, workspace);
  for (const membership of memberships) await ensureMembership(asAdministrator, membership);
  for (const grant of grants) await setGrant(asAdministrator, grant);
  for (const { key } of workspaces.flatMap((workspace) => [...workspace.projects]))
    await setContacts(asAdministrator, { project: key, contacts: contactsOf(key) });
  await Promise.all(Object.entries(scripts).map(([project, stories]) => playAll(accountIds, project, stories)));
  await playFormsStories(accountIds);
  await playDeskStories(accountIds);
  await playApprovalsStories(accountIds);
  await playItemsStories(accountIds);
  await playDepositsStories(accountIds);
  await playCalendar(accountIds);
  await changeSetting(asAdministrator, { key: "demonstration.completedAt", value: new Date().toISOString() });
  return accountIds;
}

/** One after the other, so that each story gets the same number in every demonstration world. */
async function playAll(accountIds: Map<string, string>, project: string, stories: Script[]) {
  for (const [index, story] of stories.entries())
    await playScript(accountIds, project, `${project}-${index + 1}`, story);
}

async function ensureWorkspace(actor: Actor, wanted: (typeof workspaces)[number]) {
  const known = await actor.transaction(async (tx) => ({
    beneficiaries: await listBeneficiaries(tx),
    workspaces: await listWorkspaces(tx),
    projects: await listProjects(tx),
  }));
  const beneficiary =
    known.beneficiaries.find(({ name }) => name === wanted.beneficiary) ??
    (await createBeneficiary(actor, { name: wanted.beneficiary }));
  if (!known.workspaces.some(({ key }) => key === wanted.key))
    await createWorkspace(actor, { beneficiary: beneficiary.id, key: wanted.key, name: wanted.name });
  for (const project of wanted.projects)
    if (!known.projects.some(({ key }) => key === project.key))
      await createProject(actor, { workspace: wanted.key, ...project, inboundAddress: addressOf(project.key) });
}

function contactsOf(projectKey: string) {
  return contacts.filter(({ project }) => project === projectKey).map(({ project: _, ...contact }) => contact);
}

function addressOf(projectKey: string) {
  return `${projectKey.toLowerCase()}@guichet.example`;
}

async function ensureMembership(actor: Actor, wanted: (typeof memberships)[number]) {
  const members = await actor.transaction(async (tx) => listMembers(tx, (await getWorkspace(tx, wanted.workspace)).id));
  if (!members.some(({ mail }) => mail === wanted.account)) await giveMembership(actor, wanted);
}
