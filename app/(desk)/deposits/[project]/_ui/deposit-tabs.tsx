import { useTranslations } from "next-intl";
import { Tabs } from "@/app/_ui/tabs";
import { environments } from "@/lib/deposits/kinds";
import { addressOf, type DepositQuery } from "./list-address";

/** Both environments, or one of them. */
export function DepositTabs({ project, query }: { project: string; query: DepositQuery }) {
  const t = useTranslations("deposits");
  const all = { href: addressOf(project, query, { environment: "" }), label: t("all"), current: !query.environment };
  const each = environments.map((environment) => ({
    href: addressOf(project, query, { environment }),
    label: t(`environments.${environment}`),
    current: query.environment === environment,
  }));
  return <Tabs label={t("columns.environment")} tabs={[all, ...each]} />;
}
