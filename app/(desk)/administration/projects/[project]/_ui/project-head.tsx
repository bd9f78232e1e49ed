import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Badge } from "@/app/_ui/badge";
import { PageHeader } from "@/app/_ui/page-header";
import { Tabs } from "@/app/_ui/tabs";
import type { getAdministeredProject } from "@/lib/workspaces/administration-queries";
import styles from "../../../_ui/administration.module.css";

type Props = Awaited<ReturnType<typeof getAdministeredProject>> & {
  current: "rights" | "details";
  actions?: ReactNode;
};

/** The head of a project's two pages: who may what, and what it is. */
export function ProjectHead({ place, may, current, actions }: Props) {
  const t = useTranslations("workspaces");
  const base = `/administration/projects/${place.key}`;
  const sides = [
    { key: "rights", href: base, allowed: may.members },
    { key: "details", href: `${base}/details`, allowed: may.settings },
  ] as const;
  return (
    <>
      <PageHeader
        title={place.name}
        reference={place.key}
        trail={[
          { href: "/administration/workspaces", label: t("title") },
          { href: `/administration/workspaces/${place.workspaceKey}`, label: place.workspaceName },
        ]}
        meta={
          <>
            <span>{place.inboundAddress}</span>
            {place.archivedAt && <Badge icon="archive">{t("archived")}</Badge>}
          </>
        }
        actions={actions}
      />
      <div className={styles.tabs}>
        <Tabs
          label={t("sides")}
          tabs={sides
            .filter((side) => side.allowed)
            .map(({ key, href }) => ({ href, label: t(`projectSide.${key}`), current: key === current }))}
        />
      </div>
    </>
  );
}
