"use client";

import { useTranslations } from "next-intl";
import { useActionState, useState } from "react";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { FormActions } from "@/app/_ui/field";
import { type FormState, untouched } from "@/app/_ui/form-state";
import { SubmitButton } from "@/app/_ui/submit-button";
import { Table } from "@/app/_ui/table";
import { levels, type PriorityMatrix } from "@/lib/workspaces/priority-matrix";
import { keepTyped } from "../../../../_ui/keep-typed";
import { SavedToast } from "../../../../_ui/saved-toast";
import { savePriorities } from "../actions";
import styles from "./matrix-form.module.css";

/** The priority of each pair of impact and urgency, chosen cell by cell. */
export function MatrixForm({ workspace, matrix }: { workspace: string; matrix: PriorityMatrix }) {
  const t = useTranslations("workspaces");
  const [chosen, setChosen] = useState(matrix);
  const [state, send] = useActionState<FormState, FormData>(savePriorities, untouched);
  const change = (impact: number, urgency: number, priority: number) =>
    setChosen(chosen.map((row, i) => (i === impact ? row.map((old, j) => (j === urgency ? priority : old)) : row)));
  return (
    <form ref={keepTyped} action={send} aria-label={t("side.priorities")}>
      <ErrorSummary errors={state.errors} />
      <SavedToast state={state} words={t("saved")} />
      <input type="hidden" name="workspace" value={workspace} />
      <Table caption={t("side.priorities")} scroll>
        <thead>
          <tr>
            <th scope="col">{t("impactByUrgency")}</th>
            {levels.map((urgency) => (
              <th key={urgency} scope="col">
                {t(`urgencies.${urgency}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {levels.map((impact, i) => (
            <tr key={impact}>
              <th scope="row">{t(`impacts.${impact}`)}</th>
              {levels.map((urgency, j) => (
                <td key={urgency}>
                  <input type="hidden" name={`seen-${impact}-${urgency}`} value={matrix[i]![j]} />
                  <select
                    name={`cell-${impact}-${urgency}`}
                    className={styles.cell}
                    data-priority={chosen[i]![j]}
                    aria-label={t("priorityFor", {
                      impact: t(`impacts.${impact}`),
                      urgency: t(`urgencies.${urgency}`),
                    })}
                    value={chosen[i]![j]}
                    onChange={(event) => change(i, j, Number(event.target.value))}
                  >
                    {levels.map((priority) => (
                      <option key={priority} value={priority}>
                        {t(`priorities.${priority}`)}
                      </option>
                    ))}
                  </select>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
      <FormActions>
        <SubmitButton>{t("save")}</SubmitButton>
      </FormActions>
    </form>
  );
}
