import { getLocale, getTranslations } from "next-intl/server";
import { look } from "@/app/_doors/look";
import type { Viewer } from "@/app/_doors/session";
import { ClientMessages } from "@/app/_ui/client-messages";
import { mayWorkspace, servesTickets, workspacesWhere } from "@/lib/access/ability";
import { NotFound } from "@/lib/access/refusals";
import { getMaximumSize } from "@/lib/files/upload-queries";
import type { Transaction } from "@/lib/tenancy/actor";
import {
  findUsualProject,
  listCategoryCodes,
  listMembersToAdd,
  listOpenableProjects,
} from "@/lib/tickets/choice-queries";
import { listMessages } from "@/lib/tickets/thread-queries";
import { channels, type Initiator, initiators, kinds } from "@/lib/tickets/ticket";
import { getTicket } from "@/lib/tickets/ticket-queries";
import { labelIn } from "../../_ui/ticket-words";
import type { DeskChoices } from "./desk-fields";
import { OpeningForm } from "./opening-form";
import type { Like } from "./use-opening";

type Props = {
  viewer: Viewer;
  simple?: boolean;
  /** Said by the page, and not asked. */
  initiator?: Initiator;
  /** The reference of the ticket after which this one is written. */
  like?: string;
};

/** The form that opens a ticket, as much of it as this person needs. */
export async function Opening({ viewer, simple = false, initiator, like }: Props) {
  const desk = !simple && servesTickets(viewer.rights);
  const read = await look(viewer, (tx) => readChoices(tx, viewer, desk));
  const model = like === undefined ? undefined : await readLike(viewer, like);
  const usual = read.projects.find((project) => project.key === read.usualProject) ?? read.projects[0];
  return (
    <ClientMessages areas={["ui", "files", "ticketForms"]}>
      <OpeningForm
        accountId={viewer.account.id}
        projects={read.projects.map(({ key, name, workspaceName }) => ({ key, name, workspaceName }))}
        usualProject={usual?.key ?? ""}
        maximumSize={read.maximumSize}
        initiator={initiator}
        desk={desk ? await deskChoices(viewer, read) : undefined}
        like={model}
      />
    </ClientMessages>
  );
}

/** What a new ticket takes over from another one: its words and its weight, neither people nor files. Nothing when it does not exist. */
async function readLike(viewer: Viewer, reference: string): Promise<Like | undefined> {
  try {
    return await look(viewer, async (tx) => {
      const ticket = await getTicket(tx, reference);
      const [first] = await listMessages(tx, ticket, { limit: 1 }, false);
      const draft = {
        text: first?.body ?? "",
        project: ticket.projectKey,
        title: ticket.title,
        kind: ticket.kind,
        category: ticket.categoryCode ?? "",
        impact: String(ticket.impact),
        urgency: String(ticket.urgency),
      };
      return { reference: ticket.reference, draft };
    });
  } catch (error) {
    if (error instanceof NotFound) return undefined;
    throw error;
  }
}

async function readChoices(tx: Transaction, { rights }: Viewer, desk: boolean) {
  const theirs = workspacesWhere(rights, "openForOthers");
  const [projects, usualProject, maximumSize, categories, members] = await Promise.all([
    listOpenableProjects(tx),
    findUsualProject(tx),
    getMaximumSize(tx),
    desk ? listCategoryCodes(tx) : [],
    // Suggestions: past a few workspaces they would be a directory, and an address can always be typed.
    desk && theirs.length <= 5 ? Promise.all(theirs.map((id) => listMembersToAdd(tx, id))) : [],
  ]);
  return { projects, usualProject, maximumSize, categories, members: members.flat() };
}

type Read = Awaited<ReturnType<typeof readChoices>>;

async function deskChoices({ rights }: Viewer, { projects, categories, members }: Read): Promise<DeskChoices> {
  const t = await getTranslations("tickets");
  const locale = await getLocale();
  const people = new Map(members.map((member) => [member.mail, member]));
  return {
    kinds: kinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) })),
    categories: categories.map((category) => ({ value: category.code, label: labelIn(locale, category) })),
    channels: channels.map((channel) => ({ value: channel, label: t(`channels.${channel}`) })),
    initiators: initiators.map((initiator) => ({ value: initiator, label: t(`initiators.${initiator}`) })),
    members: [...people.values()],
    mayOpenForOthers: projects.some(({ workspaceId }) => mayWorkspace(rights, "openForOthers", workspaceId)),
  };
}
