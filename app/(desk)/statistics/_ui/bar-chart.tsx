import type { CSSProperties } from "react";
import styles from "./bar-chart.module.css";

export interface Series {
  label: string;
  /** One for each column; null where nothing is known. */
  values: (number | null)[];
  said: string[];
  hrefs: string[];
}

type Props = {
  columns: { label: string; short: string }[];
  series: Series[];
  stacked?: boolean;
  /** Seconds are scaled by whole hours or days. */
  unit: "count" | "seconds";
  /** How the scale is written. */
  say: (value: number) => string;
};

/**
 * Bars drawn by the style sheet: nothing to load, sharp on paper and at any width. Hidden from readers of the screen and from the keyboard:
 * the table under it holds the same numbers, and the same links.
 */
export function BarChart({ columns, series, stacked, unit, say }: Props) {
  const heights = columns.map((_, place) => {
    const values = series.map(({ values }) => values[place] ?? 0);
    return stacked ? values.reduce((sum, value) => sum + value, 0) : Math.max(0, ...values);
  });
  const top = topOf(Math.max(...heights, 0), unit);
  return (
    <figure className={styles.chart} aria-hidden="true">
      {series.length > 1 && (
        <figcaption className={styles.legend}>
          {series.map(({ label }, rank) => (
            <span key={label} className={styles.name} data-series={rank % 8}>
              {label}
            </span>
          ))}
        </figcaption>
      )}
      <div className={styles.plot}>
        <div className={styles.scale}>
          <span>{say(top)}</span>
          <span>{say(top / 2)}</span>
          <span>0</span>
        </div>
        <div
          className={styles.columns}
          data-stacked={stacked || undefined}
          data-dense={columns.length > 60 || undefined}
        >
          {columns.map(({ label }, place) => (
            <div key={label} className={styles.column}>
              {series.map((one, rank) => (
                // biome-ignore lint/a11y/useAnchorContent: the whole chart is hidden from who would hear it.
                <a
                  key={one.label}
                  href={one.hrefs[place]}
                  tabIndex={-1}
                  className={styles.bar}
                  data-series={rank % 8}
                  title={`${label} · ${one.label} : ${one.said[place]}`}
                  style={{ "--share": share(one.values[place], top) } as CSSProperties}
                />
              ))}
            </div>
          ))}
        </div>
      </div>
      <Axis columns={columns} />
    </figure>
  );
}

/** As many names as there is room for, evenly. */
function Axis({ columns }: Pick<Props, "columns">) {
  const every = Math.ceil(columns.length / 12);
  return (
    <div className={styles.axis} data-many={columns.length > 6 || undefined}>
      {columns.map(({ label, short }, place) => (
        <span key={label}>{place % every === 0 && <span>{short}</span>}</span>
      ))}
    </div>
  );
}

const share = (value: number | null | undefined, top: number) =>
  (value && top > 0 ? Math.max(0, value) / top : 0).toFixed(4);

/** A round number of tickets, of hours or of days, with a round half. */
function topOf(value: number, unit: Props["unit"]): number {
  const size = unit === "count" ? 1 : value < 2 * 86_400 ? 3_600 : 86_400;
  return 2 * roundUp(Math.max(1, Math.ceil(value / size / 2))) * size;
}

/** A round number above: 1, 2, 3, 4, 5, 6 or 8 times a power of ten. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * ([1, 2, 3, 4, 5, 6, 8].find((step) => step * power >= value) ?? 10);
}
