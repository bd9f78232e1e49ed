import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { view } from "@/app/_doors/view";
import { Empty } from "@/app/_ui/empty";
import { ExportLink } from "@/app/_ui/export-link";
import { SelectField, TextField } from "@/app/_ui/field";
import { FilterBar } from "@/app/_ui/filter-bar";
import { PageHeader } from "@/app/_ui/page-header";
import { Pagination } from "@/app/_ui/pagination";
import { Panel } from "@/app/_ui/panel";
import type { Translator } from "@/app/_ui/translator";
import { mayExportFrom } from "@/lib/access/ability";
import {
  administrationTypes,
  getJournalPlace,
  JournalFilter,
  listAdministrationLines,
  listJournalPlaces,
} from "@/lib/workspaces/journal-queries";
import { JournalTable } from "./_ui/journal-table";
import { typeKey } from "./_ui/type-key";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("administration"))("journal.title") };
}

export default async function JournalPage({ searchParams }: PageProps<"/administration/journal">) {
  const asked = await searchParams;
  const filter = JournalFilter.parse(asked);
  const workspace = typeof asked.workspace === "string" && asked.workspace !== "" ? asked.workspace : undefined;
  const { place, places, platform, journal, exportable } = await view(async (tx, viewer) => {
    const platform = viewer.rights.platformAdministrator;
    const places = await listJournalPlaces(tx);
    if (!workspace && !platform && places[0]) redirect(hrefOf({ workspace: places[0].key }));
    const place = await getJournalPlace(tx, workspace);
    const journal = await listAdministrationLines(tx, place.id, filter, viewer.account.timeZone);
    const exportable = mayExportFrom(viewer.rights, place.id);
    return { place, places, platform, journal, exportable };
  });
  const t = await getTranslations("administration");
  const here = { workspace: place.key ?? undefined, type: filter.type, from: filter.from, until: filter.until };
  return (
    <>
      <PageHeader
        title={t("journal.title")}
        intro={t("journal.intro")}
        actions={exportable && <ExportLink subject="journal" query={hrefOf(here).split("?")[1] ?? ""} />}
      />
      <FilterBar
        action="/administration/journal"
        clearHref={hrefOf({ workspace: here.workspace })}
        applied={appliedFilters(here, t)}
      >
        <SelectField name="workspace" label={t("journal.of")} defaultValue={place.key ?? ""} optional>
          {platform && <option value="">{t("journal.platform")}</option>}
          {places.map(({ key, name }) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </SelectField>
        <SelectField name="type" label={t("journal.type")} defaultValue={filter.type ?? ""} optional>
          <option value="">{t("journal.everyType")}</option>
          {administrationTypes.map((type) => (
            <option key={type} value={type}>
              {t(`types.${typeKey(type)}`)}
            </option>
          ))}
        </SelectField>
        <TextField name="from" type="date" label={t("journal.from")} defaultValue={filter.from} optional />
        <TextField name="until" type="date" label={t("journal.until")} defaultValue={filter.until} optional />
      </FilterBar>
      <Panel flush>
        {journal.lines.length === 0 ? (
          <Empty icon="history" title={t("journal.none")}>
            {t("journal.noneWords")}
          </Empty>
        ) : (
          <JournalTable lines={journal.lines} names={journal.names} />
        )}
      </Panel>
      <Pagination
        previousHref={filter.before ? hrefOf(here) : null}
        nextHref={journal.next ? hrefOf({ ...here, before: String(journal.next) }) : null}
      />
    </>
  );
}

type Here = { workspace?: string; type?: string; from?: string; until?: string; before?: string };

function hrefOf(query: Here): string {
  const given = Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]));
  const text = new URLSearchParams(given).toString();
  return text ? `/administration/journal?${text}` : "/administration/journal";
}

function appliedFilters(here: Here, t: Translator<"administration">) {
  const { type, from, until } = here;
  return [
    type && { label: t(`types.${typeKey(type)}`), removeHref: hrefOf({ ...here, type: undefined }) },
    from && { label: t("journal.fromDay", { day: from }), removeHref: hrefOf({ ...here, from: undefined }) },
    until && { label: t("journal.untilDay", { day: until }), removeHref: hrefOf({ ...here, until: undefined }) },
  ].filter((filter) => typeof filter === "object");
}
