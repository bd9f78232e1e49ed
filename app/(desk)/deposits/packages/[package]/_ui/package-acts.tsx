import { useTranslations } from "next-intl";
import { Panel } from "@/app/_ui/panel";
import { QuestionDialog } from "@/app/_ui/question-dialog";
import { judgeStep } from "@/lib/deposits/judge-step";
import type { PackageState } from "@/lib/deposits/kinds";
import styles from "../../../_ui/deposits.module.css";
import { install, validate, verify, withdraw } from "../../../actions";
import type { PackagePage } from "./read-package";

const acts = [
  { state: "verified", may: "verify", action: verify, fields: {} },
  { state: "installed-preproduction", may: "install", action: install, fields: { environment: "preproduction" } },
  { state: "validated", may: "validate", action: validate, fields: {} },
  { state: "installed-production", may: "install", action: install, fields: { environment: "production" } },
  { state: "withdrawn", may: "withdraw", action: withdraw, fields: {} },
] as const;

/** The states that a package may enter now, by whom is reading; a step against the usual order asks why. */
export function PackageActs({ page: { found, steps, proven, may } }: { page: PackagePage }) {
  const t = useTranslations("deposits");
  const facts = { ...found, entered: steps.map(({ state }) => state), proven };
  const needsReason = (state: PackageState) => judgeStep(facts, state, "") !== null;
  const offered = acts.filter(({ state, may: right }) => may[right] && judgeStep(facts, state, "x") === null);
  if (offered.length === 0) return null;
  return (
    <Panel title={t("acts.title")}>
      <div className={styles.acts}>
        {offered.map(({ state, action, fields }) => (
          <QuestionDialog
            key={state}
            label={t(`acts.${state}`)}
            title={t(`acts.${state}`)}
            intro={t(state === "installed-production" && !proven ? "acts.unproven" : `acts.words.${state}`)}
            look={state === "withdrawn" ? "quiet" : "secondary"}
            questions={[
              {
                ...{ name: "reason", label: t("acts.reason"), type: "longText", rows: 3 },
                ...{ optional: !needsReason(state), maxLength: 2_000 },
              },
            ]}
            fields={{ package: found.id, ...fields }}
            action={action}
            submitLabel={t(`acts.${state}`)}
            doneWords={t(`states.${state}`)}
          />
        ))}
      </div>
    </Panel>
  );
}
