import { useTranslations } from "next-intl";
import { Notice } from "@/app/_ui/notice";
import type { WorkflowFault } from "@/lib/workflows/judge-workflow";
import { findStatus, type Workflow } from "@/lib/workflows/workflow";
import styles from "./workflow-editor.module.css";

/** What is wrong with the draft, in words, as it is written. */
export function Faults({ faults, workflow }: { faults: WorkflowFault[]; workflow: Workflow }) {
  const t = useTranslations("workflows");
  const said = useTranslations("refusals");
  const sentences = faults.map(({ code, status = "" }) => {
    const { labelFr = status, labelEn = status } = findStatus(workflow, status) ?? {};
    return said(`workflow-${code}`, { labelFr, labelEn });
  });
  return (
    <div className={styles.faults} aria-live="polite">
      {sentences.length === 0 ? (
        <Notice tone="success" title={t("sound")} />
      ) : (
        <Notice tone="warning" title={t("faulty", { count: sentences.length })}>
          <ul className={styles.list}>
            {[...new Set(sentences)].map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  );
}
