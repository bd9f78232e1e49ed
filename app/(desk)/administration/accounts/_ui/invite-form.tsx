"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { Badge } from "@/app/_ui/badge";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { FormActions, SelectField, TextAreaField } from "@/app/_ui/field";
import { type FormState, untouched } from "@/app/_ui/form-state";
import { Panel } from "@/app/_ui/panel";
import { SubmitButton } from "@/app/_ui/submit-button";
import { Table } from "@/app/_ui/table";
import type { InvitedOutcome } from "@/lib/accounts/invite-accounts";

export type InviteState = FormState & { outcomes: InvitedOutcome[] };

const start: InviteState = { ...untouched, outcomes: [] };

/** One person a line; once sent, says line by line what became of it and keeps the lines at fault to be corrected. */
export function InviteForm({ action }: { action: (before: InviteState, form: FormData) => Promise<InviteState> }) {
  const t = useTranslations("accounts");
  const [state, send] = useActionState(action, start);
  return (
    <>
      <Panel>
        <form action={send}>
          <ErrorSummary errors={state.errors} />
          <TextAreaField
            name="people"
            label={t("people")}
            hint={t("peopleHint")}
            defaultValue={state.values.people}
            error={state.errors.find((error) => error.field === "people")?.message}
            rows={8}
            spellCheck={false}
          />
          <SelectField name="locale" label={t("locale")} defaultValue={state.values.locale ?? "fr"}>
            <option value="fr" lang="fr">
              Français
            </option>
            <option value="en" lang="en">
              English
            </option>
          </SelectField>
          <FormActions>
            <SubmitButton icon="send">{t("sendInvitations")}</SubmitButton>
          </FormActions>
        </form>
      </Panel>
      {state.outcomes.length > 0 && <Outcomes outcomes={state.outcomes} />}
    </>
  );
}

function Outcomes({ outcomes }: { outcomes: InvitedOutcome[] }) {
  const t = useTranslations("accounts");
  const invited = outcomes.filter(({ outcome }) => outcome === "invited").length;
  return (
    <Panel title={t("outcomesTitle", { invited })} flush>
      <Table caption={t("outcomesTitle", { invited })}>
        <thead>
          <tr>
            <th scope="col">{t("line")}</th>
            <th scope="col">{t("text")}</th>
            <th scope="col">{t("outcome")}</th>
          </tr>
        </thead>
        <tbody>
          {outcomes.map(({ line, text, outcome }) => (
            <tr key={line}>
              <td data-label={t("line")}>{line}</td>
              <td data-main>{text}</td>
              <td data-label={t("outcome")}>
                <Badge tone={toneOf(outcome)}>{t(`outcomes.${outcome}`)}</Badge>
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Panel>
  );
}

function toneOf(outcome: InvitedOutcome["outcome"]) {
  if (outcome === "invited") return "success";
  return outcome === "known" || outcome === "twice" ? "info" : "warning";
}
