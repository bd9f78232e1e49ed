"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { DialogActions, useCloseDialog } from "@/app/_ui/dialog";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { TextField } from "@/app/_ui/field";
import { SubmitButton } from "@/app/_ui/submit-button";
import type { ListedTask } from "@/lib/tickets/task-queries";
import { rewriteTask } from "../../desk-actions";
import { useAct } from "./use-act";

/** What a task says, who does it and for when. */
export function ChangeTask({ task, people }: { task: ListedTask; people: string }) {
  const t = useTranslations("desk.tasks");
  const close = useCloseDialog();
  const { pending, run } = useAct();
  const [refusal, setRefusal] = useState<string>();
  const id = (name: string) => `change-${name}`;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        const asked = {
          task: task.id,
          title: String(form.get("title")),
          assignee: String(form.get("assignee")) || null,
          dueOn: String(form.get("dueOn")) || null,
        };
        run(async () => {
          const said = await rewriteTask(asked);
          setRefusal(said.refusal);
          if (!said.refusal) close();
          return {};
        });
      }}
    >
      <ErrorSummary errors={refusal ? [{ message: refusal }] : []} />
      <TextField id={id("title")} name="title" label={t("what")} maxLength={200} defaultValue={task.title} />
      <TextField
        id={id("assignee")}
        name="assignee"
        type="email"
        label={t("assignee")}
        optional
        list={people}
        autoComplete="off"
        defaultValue={task.assigneeMail ?? ""}
      />
      <TextField
        id={id("dueOn")}
        name="dueOn"
        type="date"
        label={t("dueOn")}
        optional
        defaultValue={task.dueOn ?? ""}
      />
      <DialogActions>
        <SubmitButton aria-disabled={pending || undefined}>{t("save")}</SubmitButton>
      </DialogActions>
    </form>
  );
}
