import { getLocale, getTranslations } from "next-intl/server";
import type { AppliedFilter } from "@/app/_ui/filter-bar";
import type { Translator } from "@/app/_ui/translator";
import type { Key } from "@/lib/figures/dimension-queries";
import { channels, initiators, kinds, phases } from "@/lib/tickets/ticket";
import { countables } from "@/lib/tickets/ticket-facts";
import type { Field } from "@/lib/workspaces/field-queries";
import { type FilterField, FilterForm, type Option } from "./filter-form";
import { addressOf, fieldNamesOf, fieldPrefix, filterNames, listPath } from "./list-address";
import { labelIn } from "./ticket-words";

type Labelled = { code: string; labelFr: string; labelEn: string };

/** What can be chosen; the last four are read only when the rarer filters are shown. */
export interface Choices {
  projects: { key: string; name: string }[];
  workspaces: { key: string; name: string }[];
  statuses: Labelled[] | null;
  categories: Labelled[] | null;
  forms: Labelled[] | null;
  fields: Field[] | null;
  /** The names of the items that the address asks for. */
  items: Map<string, Key>;
}

/** What an address asks and no field of the form does. */
const keptNames = ["sort", "direction", "item", "site", "counted", "countedFrom", "countedTo"];

type Props = { query: Record<string, string>; choices: Choices; more: boolean };

/** What "not ended" means in an address. */
export const unended = "new,open,waiting";

/** The filters of the list: a form that only reads, whose address can be kept and sent. */
export async function TicketFilters({ query, choices, more }: Props) {
  const t = await getTranslations("tickets");
  const options = await optionsOf(choices);
  const own = await fieldFilters(query, choices.fields ?? []);
  const select = (name: keyof typeof options, any: string): FilterField => ({
    name,
    label: t(`filters.${name}`),
    value: query[name] ?? "",
    options: [["", any], ...ownOption(query[name] ?? "", options[name]), ...options[name]],
  });
  const text = (name: "requester" | "openedFrom" | "openedTo" | "updatedFrom" | "updatedTo"): FilterField => ({
    name,
    label: t(`filters.${name}`),
    value: query[name] ?? "",
    type: name === "requester" ? "email" : "date",
  });
  return (
    <FilterForm
      action={listPath}
      kept={Object.entries(query).filter(([name]) => keptNames.includes(name))}
      applied={[...appliedOf(query, options, t), ...appliedFields(query, own, t)]}
      rarest={{ label: t("filters.fields"), fields: own }}
      fields={[
        { name: "q", label: t("filters.words"), value: query.q ?? "", type: "text" },
        select("project", t("filters.anyProject")),
        select("phase", t("filters.anyPhase")),
        select("assignee", t("filters.anyone")),
        select("kind", t("filters.anyKind")),
      ]}
      more={
        more
          ? [
              select("priority", t("filters.anyPriority")),
              select("workspace", t("filters.anyWorkspace")),
              select("status", t("filters.anyStatus")),
              select("category", t("filters.anyCategory")),
              select("initiator", t("filters.anyInitiator")),
              select("channel", t("filters.anyChannel")),
              select("major", t("filters.anyMajor")),
              select("form", t("filters.anyForm")),
              text("requester"),
              text("openedFrom"),
              text("openedTo"),
              text("updatedFrom"),
              text("updatedTo"),
            ]
          : { href: addressOf(query, { more: "1" }), label: t("filters.more") }
      }
    />
  );
}

/** What a link asked and no choice offers (several at once, a colleague's address) stays asked. */
function ownOption(value: string, options: Option[]): Option[] {
  return value && !options.some(([known]) => known === value) ? [[value, wordsOf(value, options)]] : [];
}

/** The words of a value, or of each one of several. */
function wordsOf(value: string, options: Option[]): string {
  const known = (one: string) => options.find(([name]) => name === one)?.[1];
  const each = () => value.split(",").map((one) => known(one) ?? one);
  return known(value) ?? each().join(", ");
}

async function optionsOf({ projects, workspaces, statuses, categories, forms, items }: Choices) {
  const t = await getTranslations("tickets");
  const locale = await getLocale();
  const named = (list: { key: string; name: string }[]) => list.map((one): Option => [one.key, one.name]);
  const concerned = [
    ["none", t("filters.nothing")],
    ...[...items].map(([id, { label }]): Option => [id, label?.[locale === "en" ? "en" : "fr"] ?? id]),
  ] as Option[];
  const labelled = (list: Labelled[] | null) => (list ?? []).map((one): Option => [one.code, labelIn(locale, one)]);
  return {
    project: named(projects),
    phase: [
      [unended, t("filters.unended")],
      ...phases.map((phase): Option => [phase, t(`phases.${phase}`)]),
    ] as Option[],
    assignee: [
      ["me", t("filters.me")],
      ["nobody", t("filters.nobody")],
    ] as Option[],
    kind: kinds.map((kind): Option => [kind, t(`kinds.${kind}`)]),
    priority: ([1, 2, 3, 4] as const).map((priority): Option => [String(priority), t(`priorities.${priority}`)]),
    workspace: named(workspaces),
    status: labelled(statuses),
    category: [["-", t("filters.noCategory")] as Option, ...labelled(categories)],
    item: concerned,
    site: concerned,
    counted: countables.map((counted): Option => [counted, t(`counted.${counted}`)]),
    form: labelled(forms),
    initiator: initiators.map((initiator): Option => [initiator, t(`initiators.${initiator}`)]),
    channel: channels.map((channel): Option => [channel, t(`channels.${channel}`)]),
    major: [
      ["yes", t("filters.majorYes")],
      ["no", t("filters.majorNo")],
    ] as Option[],
  };
}

/** One field to ask for each field of the workspaces; a choice is chosen, the rest is typed. */
async function fieldFilters(query: Record<string, string>, fields: Field[]): Promise<FilterField[]> {
  const [t, locale] = await Promise.all([getTranslations("tickets"), getLocale()]);
  return fields.map((field) => {
    const name = `${fieldPrefix}${field.code}`;
    const base = { name, label: labelIn(locale, field), value: query[name] ?? "" };
    if (field.type === "choice")
      return {
        ...base,
        options: [
          ["", t("filters.anyValue")],
          ...field.choices.map((choice): Option => [choice.code, labelIn(locale, choice)]),
        ],
      };
    if (field.type === "boolean")
      return {
        ...base,
        options: [
          ["", t("filters.anyValue")],
          ["true", t("filters.yes")],
          ["false", t("filters.no")],
        ],
      };
    return { ...base, type: field.type === "date" || field.type === "moment" ? "date" : "text" };
  });
}

function appliedFields(
  query: Record<string, string>,
  fields: FilterField[],
  t: Translator<"tickets">,
): AppliedFilter[] {
  return fieldNamesOf(query).map((name) => {
    const field = fields.find((one) => one.name === name);
    const value = field?.options?.find(([known]) => known === query[name])?.[1] ?? query[name]!;
    const label = t("filters.applied", { name: field?.label ?? name.slice(fieldPrefix.length), value });
    return { label, removeHref: addressOf(query, { [name]: "" }) };
  });
}

function appliedOf(
  query: Record<string, string>,
  options: Record<string, Option[]>,
  t: Translator<"tickets">,
): AppliedFilter[] {
  return filterNames
    .filter((name) => query[name])
    .map((name) => {
      const value = name === "q" ? query[name]! : wordsOf(query[name]!, options[name] ?? []);
      const words = name === "q" ? t("filters.words") : t(`filters.${name}`);
      return { label: t("filters.applied", { name: words, value }), removeHref: addressOf(query, { [name]: "" }) };
    });
}
