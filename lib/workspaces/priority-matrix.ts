/** Impact, urgency and priority: 1 is the highest, 4 the lowest. */
export const levels = [1, 2, 3, 4] as const;

/** Priorities by impact (rows) and urgency (columns). */
export type PriorityMatrix = number[][];

/** Impact and urgency weigh the same; only the worst of both is critical, only the least of both can wait. */
export const defaultPriorityMatrix: PriorityMatrix = [
  [1, 1, 2, 3],
  [1, 2, 3, 3],
  [2, 3, 3, 4],
  [3, 3, 4, 4],
];

/** One row per cell. */
export function cellsOf(matrix: PriorityMatrix) {
  return matrix.flatMap((row, i) => row.map((priority, j) => ({ impact: i + 1, urgency: j + 1, priority })));
}

/** The matrix of these cells; a missing one reads 3, as everywhere else. */
export function matrixOf(cells: { impact: number; urgency: number; priority: number }[]): PriorityMatrix {
  return levels.map((impact) =>
    levels.map((urgency) => cells.find((cell) => cell.impact === impact && cell.urgency === urgency)?.priority ?? 3),
  );
}
