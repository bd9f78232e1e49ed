import { useTranslations } from "next-intl";
import { Person } from "@/app/_ui/avatar";
import { Table } from "@/app/_ui/table";
import { Timestamp } from "@/app/_ui/timestamp";
import type { JournalLine } from "@/lib/workspaces/journal-queries";
import administration from "../../_ui/administration.module.css";
import styles from "./journal-table.module.css";
import { LineDetails } from "./line-details";
import { typeKey } from "./type-key";

/** What happened, who did it, by which door and when. */
export function JournalTable({ lines, names }: { lines: JournalLine[]; names: Record<string, string> }) {
  const t = useTranslations("administration");
  return (
    <Table caption={t("journal.title")}>
      <thead>
        <tr>
          <th scope="col">{t("journal.when")}</th>
          <th scope="col">{t("journal.what")}</th>
          <th scope="col">{t("journal.who")}</th>
          <th scope="col">{t("journal.door")}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <td
              data-quiet
              className={administration.whole}
              title={t("journal.hash", { sequence: line.sequence, hash: line.hash })}
            >
              <Timestamp at={line.at} />
            </td>
            <td data-main className={administration.lead}>
              <span className={styles.type}>{t(`types.${typeKey(line.type)}`)}</span>
              <LineDetails payload={line.payload} names={names} />
            </td>
            <td data-quiet>
              {line.actorId ? <Person name={line.actorName ?? t("journal.outside")} /> : t("journal.nobody")}
            </td>
            <td data-quiet>{t(`doors.${line.door}`)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
