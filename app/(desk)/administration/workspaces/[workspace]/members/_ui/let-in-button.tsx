"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { DialogActions, DialogButton } from "@/app/_ui/dialog";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { SelectField, TextAreaField } from "@/app/_ui/field";
import { untouched } from "@/app/_ui/form-state";
import { SubmitButton } from "@/app/_ui/submit-button";
import type { MemberOutcome } from "@/lib/workspaces/invite-members";
import { type InvitedState, letIn } from "../actions";
import styles from "./let-in.module.css";

type Props = { workspace: string; profiles: { id: string; name: string }[] };

/** One person or a pasted list; what became of each line is shown before the dialog closes. */
export function LetInButton(props: Props) {
  const t = useTranslations("workspaces");
  return (
    <DialogButton look="primary" icon="plus" label={t("letIn")} title={t("letIn")} wide>
      <LetInForm {...props} />
    </DialogButton>
  );
}

function LetInForm({ workspace, profiles }: Props) {
  const t = useTranslations("workspaces");
  const [state, send] = useActionState<InvitedState, FormData>(letIn, untouched);
  const errorOf = (name: string) => state.errors.find((error) => error.field === name)?.message;
  return (
    <form action={send} aria-label={t("letIn")} noValidate>
      <ErrorSummary errors={state.errors} />
      {state.outcomes && <Outcomes outcomes={state.outcomes} />}
      <input type="hidden" name="workspace" value={workspace} />
      <TextAreaField
        name="people"
        label={t("people")}
        hint={t("peopleHint")}
        rows={5}
        error={errorOf("people")}
        defaultValue={state.outcomes ? linesAtFault(state.outcomes) : (state.values.people ?? "")}
        placeholder={t("peopleExample")}
      />
      <SelectField
        key={state.values.profile}
        name="profile"
        label={t("profile")}
        error={errorOf("profile")}
        defaultValue={state.values.profile ?? profiles[0]?.id}
      >
        {profiles.map((profile) => (
          <option key={profile.id} value={profile.id}>
            {profile.name}
          </option>
        ))}
      </SelectField>
      <DialogActions>
        <SubmitButton>{t("letInShort")}</SubmitButton>
      </DialogActions>
    </form>
  );
}

const faults: MemberOutcome["outcome"][] = ["no-address", "bad-address", "bad-name"];

function linesAtFault(outcomes: MemberOutcome[]): string {
  return outcomes
    .filter(({ outcome }) => faults.includes(outcome))
    .map(({ text }) => text)
    .join("\n");
}

function Outcomes({ outcomes }: { outcomes: MemberOutcome[] }) {
  const t = useTranslations("workspaces");
  return (
    <div role="status">
      <ul className={styles.outcomes}>
        {outcomes.map(({ line, text, outcome }) => (
          <li key={line} data-fault={faults.includes(outcome) || undefined}>
            <span className={styles.text}>{text}</span>
            <strong>{t(`outcomes.${outcome}`)}</strong>
          </li>
        ))}
      </ul>
    </div>
  );
}
