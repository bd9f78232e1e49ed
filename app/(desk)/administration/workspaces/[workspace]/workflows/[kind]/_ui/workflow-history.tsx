import { getTranslations } from "next-intl/server";
import { Badge } from "@/app/_ui/badge";
import { Panel } from "@/app/_ui/panel";
import { Timestamp } from "@/app/_ui/timestamp";
import type { Translator } from "@/app/_ui/translator";
import { compareWorkflows } from "@/lib/workflows/compare-workflows";
import { anyInHand, type Workflow } from "@/lib/workflows/workflow";
import type { listWorkflowVersions } from "@/lib/workspaces/workflow-version-queries";
import { labelOf } from "./lay-out-graph";
import styles from "./workflow-editor.module.css";

type Version = Awaited<ReturnType<typeof listWorkflowVersions>>[number];
type Props = { versions: Version[]; address: string; locale: "fr" | "en" };

/** Who changed what and when, and a way back to each version. */
export async function WorkflowHistory({ versions, address, locale }: Props) {
  const t = await getTranslations("workflows");
  return (
    <Panel title={t("history")} count={versions.length}>
      <ol className={styles.versions}>
        {versions.map(({ version, createdAt, author, workflow }, index) => (
          <li key={version} className={styles.version}>
            <span className={styles.versionHead}>
              <strong>{t("versionNumber", { version })}</strong>
              {index === 0 && <Badge tone="success">{t("inForce")}</Badge>}
              <span className={styles.hint}>
                {author ? t("byName", { name: author }) : t("atBirth")} <Timestamp at={createdAt} />
              </span>
              {index > 0 && (
                <a href={`${address}?version=${version}`} aria-label={t("seeVersion", { version })}>
                  {t("see")}
                </a>
              )}
            </span>
            <span className={styles.hint}>{wordsOf(workflow, versions[index + 1]?.workflow, locale, t)}</span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function wordsOf(now: Workflow, before: Workflow | undefined, locale: "fr" | "en", t: Translator<"workflows">): string {
  if (!before) return t("differences.first");
  const { added, removed, changed, movesAdded, movesRemoved } = compareWorkflows(before, now);
  const label = (workflow: Workflow) => (code: string) =>
    code === anyInHand ? t("anyInHand") : labelOf(workflow, code, locale);
  const moves = (workflow: Workflow, list: [string, string][]) =>
    [...new Set(list.map((ends) => ends.map(label(workflow)).join(" → ")))].join(", ");
  const said = [
    added.length > 0 && t("differences.added", { names: added.map(label(now)).join(", ") }),
    removed.length > 0 && t("differences.removed", { names: removed.map(label(before)).join(", ") }),
    changed.length > 0 && t("differences.changed", { names: changed.map(label(now)).join(", ") }),
    movesAdded.length > 0 && t("differences.movesAdded", { names: moves(now, movesAdded) }),
    movesRemoved.length > 0 && t("differences.movesRemoved", { names: moves(before, movesRemoved) }),
  ].filter((words) => words !== false);
  return said.length > 0 ? said.join(" ; ") : t("differences.order");
}
