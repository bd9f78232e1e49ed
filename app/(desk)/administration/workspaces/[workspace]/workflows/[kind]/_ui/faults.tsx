import { useTranslations } from "next-intl";
import { Notice } from "@/app/_ui/notice";
import type { WorkflowFault } from "@/lib/workflows/judge-workflow";
import type { Workflow } from "@/lib/workflows/workflow";
import { labelOf } from "./lay-out-graph";
import styles from "./workflow-editor.module.css";

type Props = { faults: WorkflowFault[]; workflow: Workflow; locale: "fr" | "en" };

/** What is wrong with the draft, in words, as it is written. */
export function Faults({ faults, workflow, locale }: Props) {
  const t = useTranslations("workflows");
  const said = useTranslations("refusals");
  const sentences = faults.map(({ code, status = "" }) => {
    return said(`workflow-${code}`, { label: labelOf(workflow, status, locale) });
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
