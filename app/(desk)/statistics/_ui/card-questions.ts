import { getTranslations } from "next-intl/server";
import type { Question } from "@/app/_ui/question-field";
import type { Dashboard } from "@/lib/figures/dashboard";
import { figureNames } from "@/lib/figures/definitions";
import type { Table } from "@/lib/figures/statistics";
import type { Address } from "./address";

/** What is asked before a figure is kept on a dashboard. */
export async function cardQuestions(
  { figure }: Address,
  { dashboards, table }: { dashboards: Dashboard[]; table: Table },
): Promise<Question[]> {
  const t = await getTranslations("statistics");
  const offered = figureNames.filter((name) => table.figures.includes(name));
  return [
    {
      name: "figure",
      label: t("filters.figure"),
      type: "choice",
      options: offered.map((name) => ({ value: name, label: t(`figures.${name}`) })),
      value: figure,
    },
    { name: "title", label: t("dashboards.cardTitle"), value: t(`figures.${figure}`), maxLength: 120 },
    {
      name: "dashboard",
      label: t("dashboards.one"),
      type: "choice",
      options: [
        ...dashboards.map(({ id, name }) => ({ value: id, label: name })),
        { value: "", label: t("dashboards.new") },
      ],
      value: dashboards[0]?.id ?? "",
      optional: true,
    },
  ];
}
