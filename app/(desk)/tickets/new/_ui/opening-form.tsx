"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Spinner } from "@/app/_ui/button";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { FormActions, SelectField, TextAreaField } from "@/app/_ui/field";
import { FileDrop } from "@/app/_ui/files/file-drop";
import { SubmitButton } from "@/app/_ui/submit-button";
import type { Initiator } from "@/lib/tickets/ticket";
import { titleFromText } from "@/lib/tickets/ticket-title";
import { type DeskChoices, DeskFields } from "./desk-fields";
import { LikelyTickets } from "./likely-tickets";
import { type Like, type Opening, useOpening } from "./use-opening";

export type OpeningProps = {
  accountId: string;
  projects: { key: string; name: string; workspaceName: string }[];
  /** Where the last request of this person was. */
  usualProject: string;
  maximumSize: number;
  /** At whose initiative, when the page says it. */
  initiator?: Initiator;
  /** What else the desk may say; absent for who only asks. */
  desk?: DeskChoices;
  /** Where it is written after another ticket. */
  like?: Like;
};

/** What is happening, and where: the rest is the service's work. */
export function OpeningForm({ accountId, projects, usualProject, maximumSize, initiator, desk, like }: OpeningProps) {
  const t = useTranslations("ticketForms.opening");
  const opening = useOpening(accountId, usualProject, maximumSize, initiator, like);
  const { draft, change, uploads, errors, pending, send } = opening;
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <ErrorSummary errors={errors} />
      <FileDrop uploads={uploads} maximumSize={maximumSize}>
        <TextAreaField
          name="message"
          label={t("what")}
          hint={t("whatHint")}
          rows={6}
          maxLength={100_000}
          error={errorOf("message")}
          value={draft.text}
          onChange={(event) => change({ text: event.target.value })}
        />
      </FileDrop>
      <Where projects={projects} value={draft.project || usualProject} error={errorOf("project")} opening={opening} />
      {desk && <DeskFields choices={desk} opening={opening} errorOf={errorOf} />}
      <LikelyTickets title={draft.title.trim() || titleFromText(draft.text)} />
      <FormActions>
        <SubmitButton size="large" icon="send" aria-disabled={pending || undefined}>
          {pending && <Spinner />}
          {t(desk || initiator ? "submitTicket" : "submit")}
        </SubmitButton>
      </FormActions>
    </form>
  );
}

type WhereProps = Pick<OpeningProps, "projects"> & { value: string; error?: string; opening: Opening };

/** Not asked where there is one answer. */
function Where({ projects, value, error, opening }: WhereProps): ReactNode {
  const t = useTranslations("ticketForms.opening");
  if (projects.length < 2) return null;
  const workspaces = [...new Set(projects.map((project) => project.workspaceName))];
  const optionsOf = (workspace: string) =>
    projects
      .filter((project) => project.workspaceName === workspace)
      .map(({ key, name }) => (
        <option key={key} value={key}>
          {name}
        </option>
      ));
  return (
    <div style={{ marginTop: "var(--space-4)" }}>
      <SelectField
        name="project"
        label={t("where")}
        error={error}
        value={value}
        onChange={(event) => opening.change({ project: event.target.value })}
      >
        {workspaces.length === 1
          ? optionsOf(workspaces[0]!)
          : workspaces.map((workspace) => (
              <optgroup key={workspace} label={workspace}>
                {optionsOf(workspace)}
              </optgroup>
            ))}
      </SelectField>
    </div>
  );
}
