import { getTranslations } from "next-intl/server";
import { plannedKinds } from "@/lib/planning/calendar-filter";
import { FilterForm, type Option } from "../../tickets/_ui/filter-form";
import { addressOf, type CalendarAddress, calendarPath } from "./calendar-address";

type Named = { key: string; name: string };
type Props = { address: CalendarAddress; workspaces: Named[]; projects: Named[] };

const names = ["workspace", "project", "kind"] as const;

/** What the calendar shows: a form that only reads, whose address can be kept and sent. */
export async function CalendarFilters({ address: { query }, workspaces, projects }: Props) {
  const t = await getTranslations("planning");
  const named = (list: Named[]) => list.map(({ key, name }): Option => [key, name]);
  const options: Record<(typeof names)[number], Option[]> = {
    workspace: named(workspaces),
    project: named(projects),
    kind: plannedKinds.map((kind): Option => [kind, t(`kinds.${kind}`)]),
  };
  const any = { workspace: t("filters.anyWorkspace"), project: t("filters.anyProject"), kind: t("filters.anyKind") };
  const wordsOf = (name: (typeof names)[number], value: string) =>
    value
      .split(",")
      .map((one) => options[name].find(([known]) => known === one)?.[1] ?? one)
      .join(", ");
  return (
    <FilterForm
      action={calendarPath}
      kept={Object.entries(query).filter(([name]) => name === "view" || name === "day")}
      fields={names.map((name) => {
        const value = query[name] ?? "";
        const own: Option[] = value && !options[name].some(([known]) => known === value) ? [[value, value]] : [];
        return { name, label: t(`filters.${name}`), value, options: [["", any[name]], ...own, ...options[name]] };
      })}
      applied={names
        .filter((name) => query[name])
        .map((name) => ({
          label: `${t(`filters.${name}`)} : ${wordsOf(name, query[name]!)}`,
          removeHref: addressOf(query, { [name]: "" }),
        }))}
    />
  );
}
