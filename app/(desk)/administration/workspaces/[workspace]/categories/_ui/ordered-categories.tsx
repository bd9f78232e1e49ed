"use client";

import { useTranslations } from "next-intl";
import { useOptimistic, useTransition } from "react";
import { IconButton } from "@/app/_ui/button";
import { Table } from "@/app/_ui/table";
import { showToast } from "@/app/_ui/toast-region";
import styles from "../../../../_ui/administration.module.css";
import { moveCategories } from "../actions";
import { type Category, CategoryActs } from "./category-acts";

/** The categories in the order in which forms show them; each one moves by its arrows. */
export function OrderedCategories({ workspace, categories }: { workspace: string; categories: Category[] }) {
  const t = useTranslations("workspaces");
  const [shown, show] = useOptimistic(categories);
  const [pending, start] = useTransition();
  const move = (index: number, step: -1 | 1) => {
    const next = [...shown];
    const [moved] = next.splice(index, 1);
    next.splice(index + step, 0, moved!);
    start(async () => {
      show(next);
      const refused = await moveCategories(
        workspace,
        next.map(({ code }) => code),
      );
      if (refused) showToast(refused, "danger");
    });
  };
  return (
    <Table caption={t("side.categories")}>
      <thead>
        <tr>
          <th scope="col">{t("order")}</th>
          <th scope="col">{t("labelFr")}</th>
          <th scope="col">{t("labelEn")}</th>
          <th scope="col">{t("acts")}</th>
        </tr>
      </thead>
      <tbody aria-busy={pending || undefined}>
        {shown.map((category, index) => (
          <tr key={category.code}>
            <td data-quiet className={styles.whole}>
              <IconButton
                icon="arrow-up"
                size="small"
                label={t("moveUp", { name: category.labelFr })}
                disabled={index === 0}
                onClick={() => move(index, -1)}
              />
              <IconButton
                icon="arrow-down"
                size="small"
                label={t("moveDown", { name: category.labelFr })}
                disabled={index === shown.length - 1}
                onClick={() => move(index, 1)}
              />
            </td>
            <td data-main className={styles.lead}>
              {category.labelFr}
            </td>
            <td data-quiet>{category.labelEn}</td>
            <td>
              <CategoryActs workspace={workspace} category={category} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
