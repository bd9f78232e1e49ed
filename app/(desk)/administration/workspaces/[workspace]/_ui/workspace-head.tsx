import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Badge } from "@/app/_ui/badge";
import { PageHeader } from "@/app/_ui/page-header";
import { Tabs } from "@/app/_ui/tabs";
import type { getAdministeredWorkspace } from "@/lib/workspaces/administration-queries";
import styles from "../../../_ui/administration.module.css";

type Administered = Awaited<ReturnType<typeof getAdministeredWorkspace>>;

type Props = Administered & {
  current:
    | "projects"
    | "members"
    | "profiles"
    | "categories"
    | "workflows"
    | "priorities"
    | "fields"
    | "forms"
    | "items"
    | "templates";
  actions?: ReactNode;
};

/** The head of a workspace's pages: what it is, and its sides that this person administers. */
export function WorkspaceHead({ place, may, current, actions }: Props) {
  const t = useTranslations("workspaces");
  const base = `/administration/workspaces/${place.key}`;
  const sides = [
    { key: "projects", href: base, allowed: may.members || may.settings },
    { key: "members", href: `${base}/members`, allowed: may.members },
    { key: "profiles", href: `${base}/profiles`, allowed: may.members || may.settings },
    { key: "categories", href: `${base}/categories`, allowed: may.settings },
    { key: "workflows", href: `${base}/workflows/incident`, allowed: may.settings },
    { key: "priorities", href: `${base}/priorities`, allowed: may.settings },
    { key: "fields", href: `${base}/fields`, allowed: may.settings },
    { key: "forms", href: `${base}/forms`, allowed: may.settings },
    { key: "items", href: `${base}/items`, allowed: may.settings },
    { key: "templates", href: `${base}/templates`, allowed: may.members || may.settings },
    { key: "journal", href: `/administration/journal?workspace=${place.key}`, allowed: may.journal },
  ] as const;
  return (
    <>
      <PageHeader
        title={place.name}
        trail={[{ href: "/administration/workspaces", label: t("title") }]}
        meta={
          <>
            <span>{place.beneficiaryName}</span>
            <span className={styles.key}>{place.key}</span>
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
            .map(({ key, href }) => ({ href, label: t(`side.${key}`), current: key === current }))}
        />
      </div>
    </>
  );
}
