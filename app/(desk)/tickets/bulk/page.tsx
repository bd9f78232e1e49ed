import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { look } from "@/app/_doors/look";
import { requireViewer, type Viewer } from "@/app/_doors/session";
import { LinkButton } from "@/app/_ui/button";
import { ClientMessages } from "@/app/_ui/client-messages";
import { Empty } from "@/app/_ui/empty";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { servesTickets } from "@/lib/access/ability";
import { Refusal } from "@/lib/access/refusals";
import { BulkSelection, mostEdited } from "@/lib/operations/bulk";
import { readSelection } from "@/lib/operations/bulk-selection-queries";
import {
  listAssignable,
  listCategoryCodes,
  listMembersToAdd,
  listStatusCodes,
  listWritableProjects,
} from "@/lib/tickets/choice-queries";
import { askedOf, readAddress } from "../_ui/list-address";
import { labelIn } from "../_ui/ticket-words";
import { BulkForm } from "./_ui/bulk-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("desk.bulk"))("title") };
}

type Asked = Record<string, string | string[] | undefined>;

/** Changes many tickets at once: those that were ticked, or all that a list's filters show. */
export default async function BulkPage({ searchParams }: PageProps<"/tickets/bulk">) {
  const [viewer, asked] = await Promise.all([requireViewer(), searchParams]);
  if (!servesTickets(viewer.rights)) notFound();
  const t = await getTranslations("desk.bulk");
  const selection = selectionOf(asked);
  const read = selection ? await readChoices(viewer, selection) : null;
  return (
    <>
      <PageHeader title={t("title")} trail={[{ href: "/tickets", label: t("tickets") }]} />
      <Panel>
        {selection && read && read !== "too-many" && read.count > 0 ? (
          <ClientMessages areas={["ui", "desk", "ticketForms"]}>
            <BulkForm selection={selection} count={read.count} choices={await labelled(read)} />
          </ClientMessages>
        ) : (
          <Empty
            icon="search"
            title={t(read === "too-many" ? "tooMany" : "nothing", { most: mostEdited })}
            actions={<LinkButton href="/tickets">{t("back")}</LinkButton>}
          />
        )}
      </Panel>
    </>
  );
}

function selectionOf({ ticket, all, ...asked }: Asked) {
  if (all === "1") return { filter: askedOf(readAddress(asked).query) };
  const tickets = [ticket ?? []].flat();
  const parsed = BulkSelection.safeParse({ tickets });
  return parsed.success ? { tickets } : null;
}

type Selection = NonNullable<ReturnType<typeof selectionOf>>;
type Choices = Exclude<Awaited<ReturnType<typeof readChoices>>, "too-many">;

/** What can be chosen where these tickets are; past a few workspaces, people are named by their addresses. */
async function readChoices(viewer: Viewer, selection: Selection) {
  return look(viewer, async (tx) => {
    const { tickets, missing } = await readSelection(tx, BulkSelection.parse(selection), viewer.account.timeZone);
    const spaces = [...new Set(tickets.map(({ workspaceId }) => workspaceId))].slice(0, 5);
    const inEach = async <T,>(list: (tx: never, id: string) => PromiseLike<T[]>) =>
      (await Promise.all(spaces.map((id) => list(tx as never, id)))).flat();
    const [statuses, categories, projects, assignable, members] = await Promise.all([
      listStatusCodes(tx),
      listCategoryCodes(tx),
      inEach(listWritableProjects),
      inEach(listAssignable),
      inEach(listMembersToAdd),
    ]);
    return { count: tickets.length + missing.length, statuses, categories, projects, assignable, members };
  }).catch((error) => {
    if (error instanceof Refusal && error.code === "too-many-tickets") return "too-many" as const;
    throw error;
  });
}

async function labelled({ statuses, categories, projects, assignable, members }: Choices) {
  const locale = await getLocale();
  const words = (list: { code: string; labelFr: string; labelEn: string }[]) =>
    list.map((one) => ({ value: one.code, label: labelIn(locale, one) }));
  const people = (list: { mail: string; name: string }[]) => [
    ...new Map(list.map(({ mail, name }) => [mail, { value: mail, label: name }])).values(),
  ];
  return {
    statuses: words(statuses),
    categories: words(categories),
    projects: projects.map(({ key, name }) => ({ value: key, label: `${name} (${key})` })),
    assignable: people(assignable),
    members: people(members),
  };
}
