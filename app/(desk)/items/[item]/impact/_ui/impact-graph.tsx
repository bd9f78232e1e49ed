import { useLocale, useTranslations } from "next-intl";
import { Panel } from "@/app/_ui/panel";
import { type Impact, shownOnScreen } from "@/lib/items/impact-queries";
import styles from "./impact.module.css";
import { cut, layOutImpact, mostDrawn, nodeSize } from "./lay-out-impact";
import { SaveGraph } from "./save-graph";

/** How an outage travels, drawn: each node leads to its item and is reached by the Tab key in reading order. The table says the same. */
export function ImpactGraph({ impact }: { impact: Impact }) {
  const t = useTranslations("items.impact");
  const locale = useLocale();
  const { nodes, edges, width, height } = layOutImpact(impact);
  return (
    <Panel
      title={t("graph")}
      flush
      actions={<SaveGraph graph="impact-graph" name={impact.start.name} svgLabel={t("svg")} pngLabel={t("png")} />}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable from the keyboard. */}
      <section className={styles.scroll} aria-label={t("title", { name: impact.start.name })} tabIndex={0}>
        <svg
          id="impact-graph"
          xmlns="http://www.w3.org/2000/svg"
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
        >
          <title>{t("title", { name: impact.start.name })}</title>
          <defs>
            <marker
              id="impact-arrow"
              viewBox="0 0 8 8"
              refX="2"
              refY="4"
              markerWidth="8"
              markerHeight="8"
              orient="auto"
            >
              <path d="M1 1 7 4 1 7z" className={styles.head} />
            </marker>
          </defs>
          {edges.map(({ id, path }) => (
            <path key={id} d={path} className={styles.edge} markerEnd="url(#impact-arrow)" />
          ))}
          {nodes.map(({ id, name, type, x, y }) => (
            <a key={id} href={`/items/${id}`}>
              <rect
                {...nodeSize}
                x={x}
                y={y}
                rx={6}
                className={styles.node}
                data-start={id === impact.start.id || undefined}
              />
              <text x={x + 10} y={y + 19} className={styles.name}>
                {cut(name, 25)}
              </text>
              <text x={x + 10} y={y + 35} className={styles.type}>
                {cut(locale === "en" ? type.en : type.fr, 28)}
              </text>
            </a>
          ))}
        </svg>
      </section>
      {impact.affected.length > mostDrawn && (
        <p className={styles.bounded}>{t("graphBounded", { shown: mostDrawn, most: shownOnScreen })}</p>
      )}
    </Panel>
  );
}
