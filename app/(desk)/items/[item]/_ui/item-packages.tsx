import { useTranslations } from "next-intl";
import { Panel } from "@/app/_ui/panel";
import { PackageBadges } from "@/app/(desk)/deposits/_ui/package-badges";
import type { ReadPackage } from "@/lib/deposits/package-queries";
import styles from "./related.module.css";

/** The packages that concern an item, the last deposited first. */
export function ItemPackages({ packages }: { packages: ReadPackage[] }) {
  const t = useTranslations("deposits");
  if (packages.length === 0) return null;
  return (
    <Panel title={t("ofItem.title")} count={packages.length}>
      <ul className={styles.list}>
        {packages.map((one) => (
          <li key={one.id} className={styles.row}>
            <span className={styles.words}>
              <a href={`/deposits/packages/${one.id}`}>{one.name}</a> {t("version", { version: one.version })}{" "}
              <PackageBadges of={one} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
