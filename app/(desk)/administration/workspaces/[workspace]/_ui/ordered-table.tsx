"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useOptimistic, useTransition } from "react";
import { IconButton } from "@/app/_ui/button";
import { Table } from "@/app/_ui/table";
import { showToast } from "@/app/_ui/toast-region";
import styles from "../../../_ui/administration.module.css";

/** A line of the table: what it is called, its other cells, and what can be done to it. */
export interface OrderedRow {
  code: string;
  name: string;
  /** What the first cell holds instead of the bare name. */
  lead?: ReactNode;
  cells: ReactNode[];
  acts: ReactNode;
}

type Props = {
  caption: string;
  columns: string[];
  workspace: string;
  rows: OrderedRow[];
  /** Answers null when it is done, else why not. */
  order: (workspace: string, codes: string[]) => Promise<string | null>;
};

/** Things in the order in which people see them; each one moves by its arrows. */
export function OrderedTable({ caption, columns, workspace, rows, order }: Props) {
  const t = useTranslations("workspaces");
  const [shown, show] = useOptimistic(rows);
  const [pending, start] = useTransition();
  const move = (index: number, step: -1 | 1) => {
    const next = [...shown];
    const [moved] = next.splice(index, 1);
    next.splice(index + step, 0, moved!);
    start(async () => {
      show(next);
      const codes = next.map(({ code }) => code);
      const refused = await order(workspace, codes);
      if (refused) showToast(refused, "danger");
    });
  };
  return (
    <Table caption={caption}>
      <thead>
        <tr>
          <th scope="col">{t("order")}</th>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
          <th scope="col">{t("acts")}</th>
        </tr>
      </thead>
      <tbody aria-busy={pending || undefined}>
        {shown.map(({ code, name, lead, cells, acts }, index) => (
          <tr key={code}>
            <td data-quiet className={styles.whole}>
              <IconButton
                icon="arrow-up"
                size="small"
                label={t("moveUp", { name })}
                disabled={index === 0}
                onClick={() => move(index, -1)}
              />
              <IconButton
                icon="arrow-down"
                size="small"
                label={t("moveDown", { name })}
                disabled={index === shown.length - 1}
                onClick={() => move(index, 1)}
              />
            </td>
            <td data-main className={styles.lead}>
              {lead ?? name}
            </td>
            {cells.map((cell, position) => (
              <td key={columns[position + 1]} className={styles.muted}>
                {cell}
              </td>
            ))}
            <td>{acts}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
