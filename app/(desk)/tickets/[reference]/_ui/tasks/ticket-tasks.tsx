import { getTranslations } from "next-intl/server";
import { Panel } from "@/app/_ui/panel";
import type { TicketPage } from "../read-ticket";
import { TaskChecklist } from "./task-checklist";

/** What is to be done on a ticket. The steps of a change have a place of their own. */
export async function TicketTasks({ page }: { page: TicketPage }) {
  const t = await getTranslations("desk.tasks");
  const { ticket, actions, choices, viewer } = page;
  const tasks = page.tasks.filter(({ list }) => list === "tasks");
  if (tasks.length === 0 && !actions.includes("change")) return null;
  const done = tasks.filter(({ doneAt }) => doneAt !== null).length;
  return (
    <Panel title={tasks.length > 0 ? t("titleDone", { done, all: tasks.length }) : t("title")}>
      <TaskChecklist
        reference={ticket.reference}
        list="tasks"
        tasks={tasks}
        mayChange={actions.includes("change")}
        me={viewer.account.id}
        members={choices.members}
      />
    </Panel>
  );
}
