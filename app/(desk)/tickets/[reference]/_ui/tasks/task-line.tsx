"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useId } from "react";
import { DialogButton } from "@/app/_ui/dialog";
import { Icon } from "@/app/_ui/icons";
import type { ListedTask } from "@/lib/tickets/task-queries";
import { dropTask, placeTask, tickTask } from "../../desk-actions";
import { ActButton } from "../act-button";
import { ChangeTask } from "./change-task";
import styles from "./tasks.module.css";
import { useAct } from "./use-act";

type Props = {
  task: ListedTask;
  /** Counted from 1. */
  place: number;
  last: boolean;
  mayTick: boolean;
  mayChange: boolean;
  /** The list of people to choose from, by its id. */
  people: string;
};

/** One task: its box, what it says, and for who may what changes it. */
export function TaskLine({ task, place, last, mayTick, mayChange, people }: Props) {
  const t = useTranslations("desk.tasks");
  const id = useId();
  const { pending, run } = useAct();
  const done = task.doneAt !== null;
  return (
    <li className={styles.task} data-done={done || undefined}>
      {mayTick ? (
        <input
          id={id}
          type="checkbox"
          checked={done}
          aria-disabled={pending || undefined}
          onChange={() => !pending && run(() => tickTask(task.id, !done))}
        />
      ) : (
        <span className={styles.state} title={t(done ? "done" : "toDo")}>
          <Icon name={done ? "check" : "clock"} size={14} />
        </span>
      )}
      <div className={styles.words}>
        <label htmlFor={mayTick ? id : undefined} className={styles.title}>
          <bdi>{task.title}</bdi>
        </label>
        <Facts task={task} />
      </div>
      {mayChange && (
        <span className={styles.ways}>
          <ActButton
            {...way}
            icon="arrow-up"
            label={t("up", { title: task.title })}
            act={placeTask.bind(null, task.id, Math.max(1, place - 1))}
          />
          <ActButton
            {...way}
            icon="arrow-down"
            label={t("down", { title: task.title })}
            act={placeTask.bind(null, task.id, last ? place : place + 1)}
          />
          <DialogButton {...quiet} icon="edit" label={t("change")} title={t("changeTitle")}>
            <ChangeTask task={task} people={people} />
          </DialogButton>
          <ActButton
            {...way}
            icon="trash"
            label={t("remove", { title: task.title })}
            act={dropTask.bind(null, task.id)}
          />
        </span>
      )}
    </li>
  );
}

const quiet = { look: "quiet", size: "small" } as const;
const way = { ...quiet, iconOnly: true } as const;

function Facts({ task: { assigneeId, assigneeName, dueOn, late } }: { task: ListedTask }) {
  const t = useTranslations("desk.tasks");
  const format = useFormatter();
  if (!assigneeId && !dueOn) return null;
  // A day of the calendar, the same in every zone.
  const day = dueOn && format.dateTime(new Date(`${dueOn}T12:00:00Z`), { dateStyle: "medium", timeZone: "UTC" });
  return (
    <span className={styles.facts}>
      {assigneeId && <span>{assigneeName ?? t("somebody")}</span>}
      {day && <span data-late={late || undefined}>{t(late ? "late" : "due", { day })}</span>}
    </span>
  );
}
