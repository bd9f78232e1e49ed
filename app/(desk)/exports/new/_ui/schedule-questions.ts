import type { Question } from "@/app/_ui/question-field";
import type { Translator } from "@/app/_ui/translator";
import { rhythms } from "@/lib/exports/schedule";
import { formats } from "@/lib/exports/sheet";

/** What is asked before an export is made regularly. */
export function scheduleQuestions(t: Translator<"exports">, name: string): Question[] {
  const rhythm = rhythms.map((value) => ({ value, label: t(`schedule.rhythms.${value}`) }));
  const format = formats.map((value) => ({ value, label: t(`formats.${value}`) }));
  return [
    { name: "name", label: t("schedule.name"), value: name, maxLength: 120 },
    { name: "format", label: t("new.format"), type: "choice", options: format, value: "xlsx" },
    { name: "every", label: t("schedule.every"), type: "choice", options: rhythm, value: "week" },
    { name: "day", label: t("schedule.day"), hint: t("schedule.dayHint"), type: "number", value: "1", optional: true },
    { name: "hour", label: t("schedule.hour"), type: "number", value: "7" },
    {
      name: "attached",
      label: t("schedule.attached"),
      hint: t("schedule.attachedHint"),
      type: "boolean",
      value: "false",
    },
  ];
}
