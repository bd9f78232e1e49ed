import { useTranslations } from "next-intl";
import { IconButton } from "@/app/_ui/button";
import { Table } from "@/app/_ui/table";
import { anyInHand, moveNames, movers, ownFields, type WorkflowMove } from "@/lib/workflows/workflow";
import { type Draft, editMove, type RequirableField, removeMove } from "./draft";
import { labelOf } from "./lay-out-graph";
import styles from "./workflow-editor.module.css";

type Props = {
  draft: Draft;
  setDraft: (draft: Draft) => void;
  locale: "fr" | "en";
  fields: RequirableField[];
};

/** Each move: from where, to where, by whom, with which fields filled in, and what it means to the messages and buttons of a ticket. */
export function MoveRows({ draft, setDraft, locale, fields }: Props) {
  const t = useTranslations("workflows");
  const fieldLabels = [
    ...ownFields.map((code) => ({ code, label: t(`ownFields.${code}`) })),
    ...fields.map(({ code, labelFr, labelEn }) => ({ code, label: locale === "en" ? labelEn : labelFr })),
  ];
  return (
    <Table caption={t("moves")}>
      <thead>
        <tr>
          <th scope="col">{t("from")}</th>
          <th scope="col">{t("to")}</th>
          <th scope="col">{t("by")}</th>
          <th scope="col">{t("fields")}</th>
          <th scope="col">{t("meaning")}</th>
          <th scope="col">{t("acts")}</th>
        </tr>
      </thead>
      <tbody>
        {draft.moves.map((move) => (
          <MoveRow
            key={move.key}
            {...{ move, draft, locale, fieldLabels }}
            edit={(facts) => setDraft(editMove(draft, move.key, facts))}
            remove={() => setDraft(removeMove(draft, move.key))}
          />
        ))}
      </tbody>
    </Table>
  );
}

type RowProps = Pick<Props, "draft" | "locale"> & {
  move: WorkflowMove;
  fieldLabels: { code: string; label: string }[];
  edit: (facts: Partial<WorkflowMove>) => void;
  remove: () => void;
};

function MoveRow({ move, draft, locale, fieldLabels, edit, remove }: RowProps) {
  const t = useTranslations("workflows");
  const nameOf = (code: string) => (code === anyInHand ? t("anyInHand") : labelOf(draft, code, locale));
  const name = `${nameOf(move.from)} → ${nameOf(move.to)}`;
  const statuses = draft.statuses.map(({ code }) => ({ value: code, label: nameOf(code) }));
  const choice = (
    what: string,
    value: string,
    options: { value: string; label: string }[],
    set: (value: string) => void,
  ) => (
    <select
      className={styles.choice}
      aria-label={t("of", { what, name })}
      value={value}
      onChange={(event) => set(event.target.value)}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
  const from = [{ value: anyInHand, label: t("anyInHand") }, ...statuses];
  const chosenFields = fieldLabels
    .filter(({ code }) => move.fields.includes(code))
    .map(({ label }) => label)
    .join(", ");
  const meanings = [
    { value: "", label: t("noMeaning") },
    ...moveNames.map((one) => ({ value: one, label: t(`meanings.${one}`) })),
  ];
  return (
    <tr className={styles.row}>
      <td data-label={t("from")}>{choice(t("from"), move.from, from, (value) => edit({ from: value }))}</td>
      <td data-label={t("to")}>{choice(t("to"), move.to, statuses, (value) => edit({ to: value }))}</td>
      <td data-label={t("by")}>
        <details className={styles.fold}>
          <summary>{move.by.map((mover) => t(`movers.${mover}`)).join(", ")}</summary>
          <Ticks
            legend={t("of", { what: t("by"), name })}
            options={movers.map((code) => ({ code, label: t(`movers.${code}`) }))}
            chosen={move.by}
            least={1}
            set={(by) => edit({ by: by as WorkflowMove["by"] })}
          />
        </details>
      </td>
      <td data-label={t("fields")}>
        <details className={styles.fold}>
          <summary>{chosenFields || t("noFields")}</summary>
          <Ticks
            legend={t("of", { what: t("fields"), name })}
            options={fieldLabels}
            chosen={move.fields}
            set={(chosen) => edit({ fields: chosen })}
          />
        </details>
      </td>
      <td data-label={t("meaning")}>
        {choice(t("meaning"), move.name ?? "", meanings, (value) =>
          edit({ name: (value || undefined) as WorkflowMove["name"] }),
        )}
      </td>
      <td>
        <div className={styles.acts}>
          <IconButton size="small" icon="trash" label={t("remove", { name })} onClick={remove} />
        </div>
      </td>
    </tr>
  );
}

type TicksProps = {
  legend: string;
  options: { code: string; label: string }[];
  chosen: string[];
  /** So many stay ticked. */
  least?: number;
  set: (chosen: string[]) => void;
};

function Ticks({ legend, options, chosen, least = 0, set }: TicksProps) {
  return (
    <fieldset className={styles.ticks} aria-label={legend}>
      {options.map(({ code, label }) => (
        <label key={code} className={styles.tick}>
          <input
            type="checkbox"
            checked={chosen.includes(code)}
            disabled={chosen.includes(code) && chosen.length <= least}
            onChange={(event) =>
              set(event.target.checked ? [...chosen, code] : chosen.filter((other) => other !== code))
            }
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
