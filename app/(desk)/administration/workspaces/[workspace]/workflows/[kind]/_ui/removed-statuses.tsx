import { useTranslations } from "next-intl";
import { SelectField } from "@/app/_ui/field";
import { Panel } from "@/app/_ui/panel";
import { mayReplace, type Workflow } from "@/lib/workflows/workflow";
import type { Draft } from "./draft";
import { labelOf } from "./lay-out-graph";
import styles from "./workflow-editor.module.css";

type Props = { draft: Draft; setDraft: (draft: Draft) => void; locale: "fr" | "en"; inForce: Workflow };

/** For each status that is taken out, the one whose moves its tickets will follow. */
export function RemovedStatuses({ draft, setDraft, locale, inForce }: Props) {
  const t = useTranslations("workflows");
  const removed = inForce.statuses.filter(({ code }) => !draft.statuses.some((one) => one.code === code));
  if (removed.length === 0) return null;
  return (
    <Panel title={t("removed")} count={removed.length}>
      <p className={styles.hint}>{t("removedWords")}</p>
      {removed.map((status) => (
        <SelectField
          key={status.code}
          name={`replacement-${status.code}`}
          label={t("replacedBy", { name: labelOf(inForce, status.code, locale) })}
          value={draft.replacements[status.code] ?? ""}
          onChange={(event) =>
            setDraft({ ...draft, replacements: { ...draft.replacements, [status.code]: event.target.value } })
          }
        >
          <option value="">{t("choose")}</option>
          {draft.statuses
            .filter((one) => mayReplace(status, one))
            .map((one) => (
              <option key={one.code} value={one.code}>
                {labelOf(draft, one.code, locale)}
              </option>
            ))}
        </SelectField>
      ))}
    </Panel>
  );
}
