import { useTranslations } from "next-intl";
import { FileSize } from "@/app/_ui/file-size";
import { RowLink, Table } from "@/app/_ui/table";
import { Timestamp } from "@/app/_ui/timestamp";
import type { ReadPackage } from "@/lib/deposits/package-queries";
import { PackageBadges } from "./package-badges";

/** Packages, one a line; on a phone, one a card. */
export function PackageTable({ packages }: { packages: ReadPackage[] }) {
  const t = useTranslations("deposits");
  return (
    <Table caption={t("packages")}>
      <thead>
        <tr>
          <th scope="col">{t("columns.name")}</th>
          <th scope="col">{t("columns.state")}</th>
          <th scope="col">{t("columns.folder")}</th>
          <th scope="col" data-numeric>
            {t("columns.size")}
          </th>
          <th scope="col">{t("columns.deposited")}</th>
        </tr>
      </thead>
      <tbody>
        {packages.map((one) => (
          <tr key={one.id}>
            <td data-main>
              <RowLink href={`/deposits/packages/${one.id}`}>{one.name}</RowLink>{" "}
              {t("version", { version: one.version })}
              {one.label && ` · ${one.label}`}
            </td>
            <td>
              <PackageBadges of={one} />
            </td>
            <td data-quiet>
              {t(`environments.${one.environment}`)} · {t(`kinds.${one.kind}`)}
            </td>
            <td data-numeric>{one.size !== null && <FileSize bytes={one.size} />}</td>
            <td data-quiet>
              <Timestamp at={one.depositedAt} /> · {one.depositorName ?? t("formerMember")}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
