import { useTranslations } from "next-intl";
import { IconButton } from "@/app/_ui/button";
import { Table } from "@/app/_ui/table";
import { colours, type Workflow, type WorkflowStatus } from "@/lib/workflows/workflow";
import { type Draft, editStatus, removeStatus, shiftStatus } from "./draft";
import styles from "./workflow-editor.module.css";

type Props = {
  draft: Draft;
  setDraft: (draft: Draft) => void;
  locale: "fr" | "en";
  faulty: ReadonlySet<string>;
};

/** Each status with its words, its colour and whether an approval stands before it. Its phase is what it is for good. */
export function StatusRows({ draft, setDraft, locale, faulty }: Props) {
  const t = useTranslations("workflows");
  return (
    <Table caption={t("statuses")}>
      <thead>
        <tr>
          <th scope="col">{t("labelFr")}</th>
          <th scope="col">{t("labelEn")}</th>
          <th scope="col">{t("phase")}</th>
          <th scope="col">{t("colour")}</th>
          <th scope="col">{t("approval")}</th>
          <th scope="col">{t("acts")}</th>
        </tr>
      </thead>
      <tbody>
        {draft.statuses.map((status, place) => (
          <StatusRow
            key={status.code}
            {...{ status, place, draft, setDraft, locale }}
            faulty={faulty.has(status.code)}
          />
        ))}
      </tbody>
    </Table>
  );
}

type RowProps = Omit<Props, "faulty"> & {
  status: WorkflowStatus;
  place: number;
  faulty: boolean;
};

function StatusRow({ status, place, draft, setDraft, locale, faulty }: RowProps) {
  const t = useTranslations("workflows");
  const name = (locale === "en" ? status.labelEn : status.labelFr) || status.code;
  const edit = (facts: Partial<Workflow["statuses"][number]>) => setDraft(editStatus(draft, status.code, facts));
  const word = (field: "labelFr" | "labelEn", what: string) => (
    <input
      className={styles.word}
      aria-label={t("of", { what, name })}
      value={status[field]}
      maxLength={60}
      required
      aria-invalid={status[field].trim() === "" || undefined}
      onChange={(event) => edit({ [field]: event.target.value })}
    />
  );
  return (
    <tr id={`status-${status.code}`} className={styles.row} data-faulty={faulty || undefined}>
      <td data-label={t("labelFr")}>{word("labelFr", t("labelFr"))}</td>
      <td data-label={t("labelEn")}>{word("labelEn", t("labelEn"))}</td>
      <td data-label={t("phase")} data-short>
        {t(`phases.${status.phase}`)}
      </td>
      <td data-label={t("colour")}>
        <span className={styles.colour} data-colour={status.colour}>
          <select
            className={styles.choice}
            aria-label={t("of", { what: t("colour"), name })}
            value={status.colour}
            onChange={(event) => edit({ colour: event.target.value as WorkflowStatus["colour"] })}
          >
            {colours.map((colour) => (
              <option key={colour} value={colour}>
                {t(`colours.${colour}`)}
              </option>
            ))}
          </select>
        </span>
      </td>
      <td data-label={t("approval")}>
        <label className={styles.tick}>
          <input
            type="checkbox"
            checked={status.requiresApproval}
            aria-label={t("of", { what: t("requiresApproval"), name })}
            onChange={(event) => edit({ requiresApproval: event.target.checked })}
          />
          {t("required")}
        </label>
      </td>
      <td>
        <div className={styles.acts}>
          <IconButton
            size="small"
            icon="arrow-up"
            label={t("earlier", { name })}
            disabled={place === 0}
            onClick={() => setDraft(shiftStatus(draft, status.code, -1))}
          />
          <IconButton
            size="small"
            icon="arrow-down"
            label={t("later", { name })}
            disabled={place === draft.statuses.length - 1}
            onClick={() => setDraft(shiftStatus(draft, status.code, 1))}
          />
          <IconButton
            size="small"
            icon="trash"
            label={t("remove", { name })}
            disabled={status.phase === "new"}
            onClick={() => setDraft(removeStatus(draft, status.code))}
          />
        </div>
      </td>
    </tr>
  );
}
