import { useTranslations } from "next-intl";
import { Icon } from "@/app/_ui/icons";
import type { Workflow } from "@/lib/workflows/workflow";
import { layOutGraph, nodeSize } from "./lay-out-graph";
import styles from "./workflow-graph.module.css";

type Props = { workflow: Workflow; locale: "fr" | "en"; faulty: ReadonlySet<string> };

/** The process at a glance: a column for each phase, an arrow for each move. The lists below it say the same in words. */
export function WorkflowGraph({ workflow, locale, faulty }: Props) {
  const t = useTranslations("workflows");
  const { nodes, edges, columns, width, height } = layOutGraph(workflow);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable from the keyboard. */}
      <section className={styles.scroll} aria-label={t("graph")} tabIndex={0}>
        <div className={styles.board} style={{ width, height }}>
          <svg className={styles.arrows} width={width} height={height} aria-hidden="true">
            <defs>
              <marker
                id="workflow-arrow"
                viewBox="0 0 8 8"
                refX="2"
                refY="4"
                markerWidth="8"
                markerHeight="8"
                orient="auto"
              >
                <path d="M1 1 7 4 1 7z" fill="context-stroke" stroke="none" />
              </marker>
            </defs>
            {edges.map(({ move, path, back }) => (
              <path
                key={`${move.from} ${move.to}`}
                d={path}
                className={styles.arrow}
                data-back={back || undefined}
                markerEnd="url(#workflow-arrow)"
              />
            ))}
          </svg>
          {columns.map(({ phase, x }) => (
            <p key={phase} className={styles.column} style={{ left: x, width: nodeSize.width }}>
              {t(`phases.${phase}`)}
            </p>
          ))}
          {nodes.map(({ status, x, y, fromAnywhere }) => (
            <a
              key={status.code}
              href={`#status-${status.code}`}
              className={styles.node}
              data-colour={status.colour}
              data-faulty={faulty.has(status.code) || undefined}
              style={{ left: x, top: y, ...nodeSize }}
            >
              {fromAnywhere && (
                <span className={styles.anywhere} title={t("fromAnywhere")}>
                  <span aria-hidden="true">∗</span>
                  <span className={styles.heard}>{t("fromAnywhere")}</span>
                </span>
              )}
              <span className={styles.label}>{(locale === "en" ? status.labelEn : status.labelFr) || "…"}</span>
              {status.requiresApproval && (
                <span className={styles.gate} title={t("requiresApproval")}>
                  <Icon name="lock" size={13} />
                  <span className={styles.heard}>{t("requiresApproval")}</span>
                </span>
              )}
            </a>
          ))}
        </div>
      </section>
      <ul className={styles.legend}>
        <li>
          <span className={styles.sign}>∗</span> {t("fromAnywhere")}
        </li>
        <li>
          <Icon name="lock" size={13} /> {t("requiresApproval")}
        </li>
        <li>
          <span className={styles.dashes} aria-hidden="true" /> {t("goesBack")}
        </li>
      </ul>
    </>
  );
}
