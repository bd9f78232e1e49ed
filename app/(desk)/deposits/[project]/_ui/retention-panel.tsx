import { useTranslations } from "next-intl";
import { Facts, Panel } from "@/app/_ui/panel";
import { QuestionDialog } from "@/app/_ui/question-dialog";
import type { PackageKind } from "@/lib/deposits/kinds";
import { retain } from "../../actions";

type Props = { project: string; retention: { kind: PackageKind; days: number }[]; mayChange: boolean };

/** For how long the bytes of each kind are kept. */
export function RetentionPanel({ project, retention, mayChange }: Props) {
  const t = useTranslations("deposits");
  const options = retention.map(({ kind }) => ({ value: kind, label: t(`kinds.${kind}`) }));
  return (
    <Panel
      title={t("retention.title")}
      actions={
        mayChange && (
          <QuestionDialog
            look="quiet"
            size="small"
            icon="edit"
            label={t("retention.change")}
            title={t("retention.title")}
            intro={t("retention.words")}
            questions={[
              { name: "kind", label: t("columns.kind"), type: "choice", value: "logs", options },
              { name: "days", label: t("retention.days"), hint: t("retention.daysHint"), type: "number" },
            ]}
            fields={{ project }}
            action={retain}
            submitLabel={t("retention.submit")}
            doneWords={t("retention.done")}
          />
        )
      }
    >
      <Facts
        facts={retention.map(({ kind, days }) => [
          t(`kinds.${kind}`),
          days === 0 ? t("retention.forever") : t("retention.for", { days }),
        ])}
      />
    </Panel>
  );
}
