import { getLocale, getTranslations } from "next-intl/server";
import type { Locale } from "@/app/_ui/locale";
import { Tabs } from "@/app/_ui/tabs";
import { type FilterField, FilterForm, type Option } from "@/app/(desk)/tickets/_ui/filter-form";
import { labelIn } from "@/app/(desk)/tickets/_ui/ticket-words";
import { figureNames } from "@/lib/figures/definitions";
import { steps } from "@/lib/figures/period";
import { dimensions } from "@/lib/figures/question";
import { channels, initiators, kinds, phases } from "@/lib/tickets/ticket";
import { type Address, addressOf, statisticsPath } from "./address";
import { sayDay } from "./figure-words";
import { periods } from "./periods";

type Labelled = { code: string; labelFr: string; labelEn: string };

export interface Choices {
  projects: { key: string; name: string }[];
  workspaces: { key: string; name: string }[];
  statuses: Labelled[] | null;
  categories: Labelled[] | null;
  /** Whether the reader may read time: its figures are not offered to others. */
  time: boolean;
}

type Props = { address: Address; choices: Choices; more: boolean };

/** The periods that are asked every day, each one a link. */
export async function Periods({ address }: Pick<Props, "address">) {
  const t = await getTranslations("statistics");
  return (
    <Tabs
      label={t("periods.label")}
      tabs={periods().map(({ name, from, to }) => ({
        href: addressOf(address.query, { from, to, by: "" }),
        label: t(`periods.${name}`),
        current: address.period.from === from && address.period.to === to,
      }))}
    />
  );
}

/** What is asked of the statistics: a form that only reads, whose address can be kept and sent. */
export async function StatisticsFilters({ address, choices, more }: Props) {
  const [t, tickets, locale] = await Promise.all([
    getTranslations("statistics"),
    getTranslations("tickets"),
    getLocale() as Promise<Locale>,
  ]);
  const { query, period, question } = address;
  const named = (list: { key: string; name: string }[]) => list.map(({ key, name }): Option => [key, name]);
  const labelled = (list: Labelled[] | null) => (list ?? []).map((one): Option => [one.code, labelIn(locale, one)]);
  const select = (name: string, label: string, options: Option[], any?: string): FilterField => {
    const value = query[name] ?? "";
    const known = value === "" || options.some(([one]) => one === value);
    return {
      name,
      label,
      value,
      options: [...(any ? [["", any] as Option] : []), ...(known ? [] : [[value, value] as Option]), ...options],
    };
  };
  const grouping = dimensions.map((name): Option => [name, t(`dimensions.${name}`)]);
  const offered = figureNames.filter((name) => choices.time || !name.endsWith("Time"));
  const own: FilterField[] = [
    { name: "from", label: t("filters.from"), value: period.from, type: "date" },
    { name: "to", label: t("filters.to"), value: period.to, type: "date" },
    {
      ...select(
        "by",
        t("filters.by"),
        steps.map((step): Option => [step, t(`steps.${step}`)]),
      ),
      value: question.by ?? query.by ?? "month",
    },
    select("group", t("filters.group"), grouping, t("filters.noGroup")),
    ...(address.group
      ? [
          select("series", t("filters.series"), [["time", t("filters.time")], ...grouping], t("filters.noSeries")),
          {
            ...select(
              "figure",
              t("filters.figure"),
              offered.map((name): Option => [name, t(`figures.${name}`)]),
            ),
            value: address.figure,
          },
        ]
      : []),
    select("project", tickets("filters.project"), named(choices.projects), tickets("filters.anyProject")),
    select(
      "kind",
      tickets("filters.kind"),
      kinds.map((kind): Option => [kind, tickets(`kinds.${kind}`)]),
      tickets("filters.anyKind"),
    ),
  ];
  const rare: FilterField[] = [
    select("workspace", tickets("filters.workspace"), named(choices.workspaces), tickets("filters.anyWorkspace")),
    select(
      "category",
      tickets("filters.category"),
      [["-", tickets("filters.noCategory")], ...labelled(choices.categories)],
      tickets("filters.anyCategory"),
    ),
    select("status", tickets("filters.status"), labelled(choices.statuses), tickets("filters.anyStatus")),
    select(
      "phase",
      tickets("filters.phase"),
      phases.map((phase): Option => [phase, tickets(`phases.${phase}`)]),
      tickets("filters.anyPhase"),
    ),
    select(
      "priority",
      tickets("filters.priority"),
      (["1", "2", "3", "4"] as const).map((one): Option => [one, tickets(`priorities.${one}`)]),
      tickets("filters.anyPriority"),
    ),
    select(
      "channel",
      tickets("filters.channel"),
      channels.map((one): Option => [one, tickets(`channels.${one}`)]),
      tickets("filters.anyChannel"),
    ),
    select(
      "initiator",
      tickets("filters.initiator"),
      initiators.map((one): Option => [one, tickets(`initiators.${one}`)]),
      tickets("filters.anyInitiator"),
    ),
    select(
      "assignee",
      tickets("filters.assignee"),
      [
        ["me", tickets("filters.me")],
        ["nobody", tickets("filters.nobody")],
      ],
      tickets("filters.anyone"),
    ),
  ];
  const drawn = new Set([...own, ...rare].map(({ name }) => name));
  const shown = [...own, ...(more ? rare : [])];
  const asked = Object.keys(query).filter((name) => !["from", "to", "by", "group", "series", "figure"].includes(name));
  return (
    <FilterForm
      action={statisticsPath}
      fields={own}
      more={more ? rare : { href: addressOf(query, { more: "1" }), label: tickets("filters.more") }}
      kept={Object.entries(query).filter(([name]) => !drawn.has(name) || !shown.some((field) => field.name === name))}
      applied={[
        ...(query.from || query.to
          ? [
              {
                label: t("filters.appliedPeriod", { from: sayDay(period.from, locale), to: sayDay(period.to, locale) }),
                removeHref: addressOf(query, { from: "", to: "", by: "" }),
              },
            ]
          : []),
        ...asked.map((name) => {
          const field = [...own, ...rare].find((one) => one.name === name);
          const value = field?.options?.find(([one]) => one === query[name])?.[1] ?? query[name]!;
          const label = tickets("filters.applied", { name: field?.label ?? name, value });
          return { label, removeHref: addressOf(query, { [name]: "" }) };
        }),
      ]}
    />
  );
}
