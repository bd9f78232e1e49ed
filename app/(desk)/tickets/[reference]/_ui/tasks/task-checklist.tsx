"use client";

import { useTranslations } from "next-intl";
import type { ListedTask } from "@/lib/tickets/task-queries";
import { AddTask } from "./add-task";
import { TaskLine } from "./task-line";
import styles from "./tasks.module.css";

type Props = {
  reference: string;
  list: ListedTask["list"];
  tasks: ListedTask[];
  mayChange: boolean;
  /** The reader's account: what is given to him he may say to be done. */
  me: string;
  members: { mail: string; name: string }[];
};

/** A list of tasks to tick, in their order, with what it takes to change it for who may. */
export function TaskChecklist({ reference, list, tasks, mayChange, me, members }: Props) {
  const t = useTranslations("desk.tasks");
  const people = `${list}-members`;
  return (
    <>
      <ol className={styles.tasks} aria-label={t("title")}>
        {tasks.map((task, at) => (
          <TaskLine
            key={task.id}
            task={task}
            place={at + 1}
            last={at === tasks.length - 1}
            mayTick={mayChange || task.assigneeId === me}
            mayChange={mayChange}
            people={people}
          />
        ))}
      </ol>
      {mayChange && <AddTask reference={reference} list={list} people={people} />}
      {mayChange && (
        <datalist id={people}>
          {members.map(({ mail, name }) => (
            <option key={mail} value={mail}>
              {name}
            </option>
          ))}
        </datalist>
      )}
    </>
  );
}
