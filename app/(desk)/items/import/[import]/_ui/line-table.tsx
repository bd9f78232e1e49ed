import { useTranslations } from "next-intl";
import { Badge } from "@/app/_ui/badge";
import { Table } from "@/app/_ui/table";
import type { ImportLine } from "@/lib/item-imports/item-import-queries";
import type { ItemField } from "@/lib/items/item-type";
import styles from "../../_ui/imports.module.css";
import { actionTones } from "../../_ui/state-tones";
import { type RelationWords, useTargets } from "../../_ui/target-words";
import { useSentence } from "../../_ui/use-sentence";

type Props = { lines: ImportLine[]; titles: string[]; fields: ItemField[]; relationTypes: RelationWords[] };

/** Lines of a sheet, each with what it does or why it does nothing. */
export function LineTable({ lines, titles, fields, relationTypes }: Props) {
  const t = useTranslations("itemImports");
  return (
    <Table caption={t("preview.lines")}>
      <thead>
        <tr>
          <th scope="col">{t("columns.line")}</th>
          <th scope="col">{t("columns.action")}</th>
          <th scope="col">{t("columns.item")}</th>
          <th scope="col">{t("columns.what")}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.line}>
            <td data-numeric data-short data-label={t("columns.line")}>
              {line.line}
            </td>
            <td>{line.action && <Badge tone={actionTones[line.action]}>{t(`actions.${line.action}`)}</Badge>}</td>
            <td data-main>{line.state?.name ?? (line.cells.slice(0, 3).filter(Boolean).join(" · ") || titles[0])}</td>
            <td>
              <What line={line} fields={fields} relationTypes={relationTypes} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function What({ line, fields, relationTypes }: Pick<Props, "fields" | "relationTypes"> & { line: ImportLine }) {
  const t = useTranslations("itemImports");
  const say = useSentence();
  const labels = new Map(
    useTargets(fields, relationTypes).flatMap(({ targets }) => targets.map(({ value, label }) => [value, label])),
  );
  if (line.reason) return say(line.reason);
  if (!line.state || line.action === "same") return null;
  const { differences, relations } = line.state;
  const told = differences.filter(({ fact }) => labels.has(fact) && (line.action === "update" || fact !== "name"));
  return (
    <ul className={styles.changes}>
      {told.map(({ fact, before, after }) => (
        <li key={fact}>
          {line.action === "create"
            ? t("change.set", { fact: labels.get(fact) ?? fact, after: wordOf(after) })
            : t("change.moved", { fact: labels.get(fact) ?? fact, before: wordOf(before), after: wordOf(after) })}
        </li>
      ))}
      {relations.length > 0 && <li>{t("change.relations", { count: relations.length })}</li>}
    </ul>
  );
}

const longest = 80;

function wordOf(value: unknown): string {
  const text = value === null || value === undefined ? "∅" : String(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
