"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { TextField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import type { ListedTask } from "@/lib/tickets/task-queries";
import { writeTask } from "../../desk-actions";
import styles from "./tasks.module.css";

type Answer = { refusal?: string; title: string; assignee: string; dueOn: string };
const nothing: Answer = { title: "", assignee: "", dueOn: "" };

type Props = { reference: string; list: ListedTask["list"]; people: string };

/** One line is enough; who and when are said when they matter. */
export function AddTask({ reference, list, people }: Props) {
  const t = useTranslations("desk.tasks");
  const [state, send] = useActionState(async (_before: Answer, form: FormData): Promise<Answer> => {
    const typed = {
      title: String(form.get("title")),
      assignee: String(form.get("assignee")),
      dueOn: String(form.get("dueOn")),
    };
    const { refusal } = await writeTask({
      ticket: reference,
      list,
      title: typed.title,
      assignee: typed.assignee || null,
      dueOn: typed.dueOn || null,
    });
    return refusal ? { refusal, ...typed } : nothing;
  }, nothing);
  const id = (name: string) => `${list}-${name}`;
  return (
    <form action={send} className={styles.add}>
      <TextField
        id={id("title")}
        name="title"
        label={t("new")}
        maxLength={200}
        autoComplete="off"
        defaultValue={state.title}
        error={state.refusal}
      />
      <details className={styles.more} open={Boolean(state.refusal && (state.assignee || state.dueOn)) || undefined}>
        <summary>{t("more")}</summary>
        <TextField
          id={id("assignee")}
          name="assignee"
          type="email"
          label={t("assignee")}
          optional
          list={people}
          autoComplete="off"
          defaultValue={state.assignee}
        />
        <TextField id={id("dueOn")} name="dueOn" type="date" label={t("dueOn")} optional defaultValue={state.dueOn} />
      </details>
      <SubmitButton look="secondary">{t("add")}</SubmitButton>
    </form>
  );
}
