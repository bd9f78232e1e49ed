import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { SelectField, TextField } from "@/app/_ui/field";
import { type AppliedFilter, FilterBar } from "@/app/_ui/filter-bar";
import type { Translator } from "@/app/_ui/translator";
import { kinds, phases } from "@/lib/tickets/ticket";
import { addressOf, filterNames, listPath } from "./list-address";
import { labelIn } from "./ticket-words";

type Option = [value: string, label: string];
type Labelled = { code: string; labelFr: string; labelEn: string };

/** What can be chosen; the last three are read only when the rarer filters are shown. */
export interface Choices {
  projects: { key: string; name: string }[];
  workspaces: { key: string; name: string }[];
  statuses: Labelled[] | null;
  categories: Labelled[] | null;
}

type Props = { query: Record<string, string>; choices: Choices; more: boolean };

/** What "not ended" means in an address. */
export const unended = "new,open,waiting";

/** The filters of the list: a form that only reads, whose address can be kept and sent. */
export async function TicketFilters({ query, choices, more }: Props) {
  const t = await getTranslations("tickets");
  const options = await optionsOf(choices);
  const select = (name: keyof typeof options, label: string, any: string) => (
    <Select key={name} name={name} label={label} any={any} options={options[name]} value={query[name]} />
  );
  return (
    <FilterBar
      action={listPath}
      applied={appliedOf(query, options, t)}
      clearHref={listPath}
      moreOpen={more}
      more={more && <Rarer query={query} select={select} />}
    >
      <TextField name="q" label={t("filters.words")} optional defaultValue={query.q} key={`q ${query.q}`} />
      {select("project", t("filters.project"), t("filters.anyProject"))}
      {select("phase", t("filters.phase"), t("filters.anyPhase"))}
      {select("assignee", t("filters.assignee"), t("filters.anyone"))}
      {select("kind", t("filters.kind"), t("filters.anyKind"))}
      {["sort", "direction"].map(
        (name) => query[name] && <input key={name} type="hidden" {...{ name }} value={query[name]} />,
      )}
      {more ? (
        <input type="hidden" name="more" value="1" />
      ) : (
        <a href={addressOf(query, { more: "1" })}>{t("filters.more")}</a>
      )}
    </FilterBar>
  );
}

type SelectOf = (name: "priority" | "workspace" | "status" | "category", label: string, any: string) => ReactNode;

async function Rarer({ query, select }: { query: Record<string, string>; select: SelectOf }) {
  const t = await getTranslations("tickets");
  const day = (name: "openedFrom" | "openedTo" | "updatedFrom" | "updatedTo") => (
    <TextField key={name} name={name} type="date" label={t(`filters.${name}`)} optional defaultValue={query[name]} />
  );
  return (
    <>
      {select("priority", t("filters.priority"), t("filters.anyPriority"))}
      {select("workspace", t("filters.workspace"), t("filters.anyWorkspace"))}
      {select("status", t("filters.status"), t("filters.anyStatus"))}
      {select("category", t("filters.category"), t("filters.anyCategory"))}
      <TextField name="requester" type="email" label={t("filters.requester")} optional defaultValue={query.requester} />
      {day("openedFrom")}
      {day("openedTo")}
      {day("updatedFrom")}
      {day("updatedTo")}
    </>
  );
}

/** The words of a value, or of each one of several. */
function wordsOf(value: string, options: Option[]): string {
  const known = (one: string) => options.find(([name]) => name === one)?.[1];
  return (
    known(value) ??
    value
      .split(",")
      .map((one) => known(one) ?? one)
      .join(", ")
  );
}

type SelectProps = { name: string; label: string; any: string; options: Option[]; value?: string };

function Select({ name, label, any, options, value = "" }: SelectProps) {
  // What a link asked and no choice offers (several at once, a colleague's address) stays asked.
  const own: Option[] = value && !options.some(([known]) => known === value) ? [[value, wordsOf(value, options)]] : [];
  return (
    // Keyed by its value: an address that changes must show, which an uncontrolled field would not do.
    <SelectField key={value} name={name} label={label} optional defaultValue={value}>
      <option value="">{any}</option>
      {[...own, ...options].map(([known, words]) => (
        <option key={known} value={known}>
          {words}
        </option>
      ))}
    </SelectField>
  );
}

async function optionsOf({ projects, workspaces, statuses, categories }: Choices) {
  const t = await getTranslations("tickets");
  const locale = await getLocale();
  const named = (list: { key: string; name: string }[]) => list.map((one): Option => [one.key, one.name]);
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
    category: labelled(categories),
  };
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
