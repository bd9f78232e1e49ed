"use client";

import { unstable_rethrow } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button, LinkButton } from "@/app/_ui/button";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { Notice } from "@/app/_ui/notice";
import { Panel } from "@/app/_ui/panel";
import { SubmitButton } from "@/app/_ui/submit-button";
import { showToast } from "@/app/_ui/toast-region";
import { compareWorkflows } from "@/lib/workflows/compare-workflows";
import { judgeWorkflow } from "@/lib/workflows/judge-workflow";
import type { Kind, Phase, Workflow } from "@/lib/workflows/workflow";
import { saveWorkflow } from "../actions";
import { AddStatus } from "./add-status";
import { addMove, addStatus, type Draft, draftOf, type RequirableField, workflowOf } from "./draft";
import { Faults } from "./faults";
import { MoveRows } from "./move-rows";
import { RemovedStatuses } from "./removed-statuses";
import { StatusRows } from "./status-rows";
import styles from "./workflow-editor.module.css";
import { WorkflowGraph } from "./workflow-graph";

type Props = {
  workspace: string;
  kind: Kind;
  version: number;
  locale: "fr" | "en";
  inForce: Workflow;
  /** An older version that the reader wants back. */
  older: { version: number; workflow: Workflow } | null;
  fields: RequirableField[];
  /** By code, of every status that there ever was: their phase stays. */
  fixedPhases: Record<string, Phase>;
};

/** A process as a drawing and two lists; nothing changes for anybody until it is saved, whole. */
export function WorkflowEditor({ workspace, kind, version, locale, inForce, older, fields, fixedPhases }: Props) {
  const t = useTranslations("workflows");
  const [draft, setDraft] = useState<Draft>(() => draftOf(older?.workflow ?? inForce));
  const [refusal, setRefusal] = useState<string>();
  const [pending, start] = useTransition();
  const workflow = workflowOf(draft);
  const codes = fields.map(({ code }) => code);
  const faults = judgeWorkflow(workflow, codes);
  const faulty = new Set(faults.flatMap(({ status }) => status ?? []));
  const touched = compareWorkflows(inForce, workflow).any;
  const save = () =>
    start(async () => {
      try {
        const said = await saveWorkflow({ workspace, kind, version, replacements: draft.replacements, ...workflow });
        setRefusal(said.refusal);
        if (!said.refusal) showToast(t("saved"));
      } catch (error) {
        unstable_rethrow(error);
        setRefusal(t("connectionLost"));
      }
    });
  const abandon = () => {
    setDraft(draftOf(inForce));
    setRefusal(undefined);
  };
  const shared = { draft, setDraft, locale };
  return (
    <form
      className={styles.form}
      aria-label={t("form")}
      onSubmit={(event) => {
        event.preventDefault();
        if (!pending) save();
      }}
    >
      {older && (
        <Notice tone="warning" title={t("olderShown", { version: older.version })}>
          <p>{t("olderWords")}</p>
          <p>
            <LinkButton size="small" href={`/administration/workspaces/${workspace}/workflows/${kind}`}>
              {t("backToCurrent")}
            </LinkButton>
          </p>
        </Notice>
      )}
      <Panel title={t("graph")} flush>
        <WorkflowGraph workflow={workflow} locale={locale} faulty={faulty} />
        <Faults faults={faults} workflow={workflow} locale={locale} />
      </Panel>
      <Panel
        title={t("statuses")}
        count={draft.statuses.length}
        actions={<AddStatus onAdd={(asked) => setDraft(addStatus(draft, asked, Object.keys(fixedPhases)))} />}
        flush
      >
        <StatusRows {...shared} faulty={faulty} />
      </Panel>
      <RemovedStatuses {...shared} inForce={inForce} />
      <Panel
        title={t("moves")}
        count={draft.moves.length}
        actions={
          <Button size="small" icon="plus" onClick={() => setDraft(addMove(draft))}>
            {t("addMove")}
          </Button>
        }
        flush
      >
        <MoveRows {...shared} fields={fields} />
      </Panel>
      {(touched || older || refusal) && (
        <div className={styles.save}>
          <ErrorSummary errors={refusal ? [{ message: refusal }] : []} />
          <SubmitButton aria-disabled={pending || undefined} disabled={faults.length > 0}>
            {older ? t("restore") : t("save")}
          </SubmitButton>
          <Button onClick={abandon}>{t("abandon")}</Button>
          <span className={styles.hint}>
            {faults.length > 0 ? t("mendFirst", { count: faults.length }) : t("saveWords")}
          </span>
        </div>
      )}
    </form>
  );
}
