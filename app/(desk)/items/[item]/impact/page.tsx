import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { view } from "@/app/_doors/view";
import { Empty } from "@/app/_ui/empty";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { Tabs } from "@/app/_ui/tabs";
import { AsOf, momentOf } from "@/lib/items/as-of";
import { type Direction, directions } from "@/lib/items/impact";
import { readImpact, shownOnScreen } from "@/lib/items/impact-queries";
import { listWarned } from "@/lib/items/warned-queries";
import { AsOfForm } from "./_ui/as-of-form";
import { ImpactGraph } from "./_ui/impact-graph";
import { ImpactTable } from "./_ui/impact-table";
import { Touched } from "./_ui/touched";

type Props = PageProps<"/items/[item]/impact">;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("items"))("impact.open") };
}

/** What an outage of an item reaches, or what it hangs from: sites, beneficiaries, tickets and people first, then each item with its way. */
export default async function ImpactPage({ params, searchParams }: Props) {
  const [{ item: id }, asked] = await Promise.all([params, searchParams]);
  const direction: Direction = directions.find((one) => one === asked.direction) ?? "down";
  const at = AsOf.safeParse(asked.at).success ? String(asked.at).slice(0, 10) : null;
  const { impact, warned } = await view(async (tx, { account }) => {
    const impact = await readImpact(tx, { itemId: id, direction, at: at ? momentOf(at, account.timeZone) : undefined });
    const projects = impact.beneficiaries.flatMap(({ projectId }) => projectId ?? []);
    const reached = [id, ...impact.affected.map((one) => one.id)];
    return { impact, warned: await listWarned(tx, reached, projects) };
  });
  const t = await getTranslations("items");
  const here = `/items/${id}/impact`;
  const addressOf = (way: Direction) => `${here}?${new URLSearchParams({ direction: way, ...(at && { at }) })}`;
  return (
    <>
      <PageHeader
        title={t("impact.title", { name: impact.start.name })}
        trail={[
          { href: "/items", label: t("title") },
          { href: `/items/${id}`, label: impact.start.name },
        ]}
      />
      <Tabs
        label={t("impact.open")}
        tabs={directions.map((way) => ({
          href: addressOf(way),
          label: t(`impact.${way}`),
          current: way === direction,
        }))}
      />
      <AsOfForm here={here} direction={direction} at={at} />
      {impact.total === 0 ? (
        <Panel>
          <Empty icon="check" title={t("impact.nothing")}>
            {t("impact.nothingWords")}
          </Empty>
        </Panel>
      ) : (
        <>
          <Touched impact={impact} warned={warned} />
          <ImpactGraph impact={impact} />
          <Panel flush title={t("impact.reached")} count={impact.total}>
            {impact.total > impact.affected.length && (
              <p>{t("impact.bounded", { total: impact.total, shown: shownOnScreen })}</p>
            )}
            <ImpactTable affected={impact.affected} />
          </Panel>
        </>
      )}
    </>
  );
}
